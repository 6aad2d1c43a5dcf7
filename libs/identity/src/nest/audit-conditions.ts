import { uuidV7Floor } from '@assize/kernel'
import type { AuditFilter } from '../audit-filter.js'

/** Views wait for their row half a second, and longer while the database is away: their ids are that much later. */
const latestByMs = 24 * 3_600_000

/** Conditions on `record_audit_event e`, each value a parameter. */
export class AuditConditions {
  readonly values: unknown[] = []
  private readonly parts: string[] = ['true']

  /** `actions` are all that begin as the filter asks; the object is left to who asks. */
  static of(filter: AuditFilter): AuditConditions {
    const conditions = new AuditConditions()
    if (filter.actorId) conditions.add('e.actor_id = ?::uuid', filter.actorId)
    if (filter.targetType) conditions.add('e.target_type = ?', filter.targetType)
    if (filter.recordedAfter) {
      const at = filter.recordedAfter
      conditions.add('e.id >= ?::uuid', uuidV7Floor(at.getTime()))
      conditions.add('e.recorded_at >= ?', at)
    }
    if (filter.recordedBefore) {
      const at = filter.recordedBefore
      conditions.add('e.id < ?::uuid', uuidV7Floor(at.getTime() + latestByMs))
      conditions.add('e.recorded_at < ?', at)
    }
    const [only, ...others] = filter.outcomes ?? []
    if (only && others.length === 0) conditions.add('e.outcome = ?', only)
    else if (only) conditions.add('e.outcome = ANY(?::text[])', filter.outcomes)
    return conditions
  }

  add(part: string, value: unknown): void {
    this.parts.push(part.replace('?', this.parameter(value)))
  }

  parameter(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }

  get where(): string {
    return this.parts.join(' AND ')
  }
}
