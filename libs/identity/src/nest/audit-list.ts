import { Inject, Injectable } from '@nestjs/common'
import { isUuid } from '@assize/kernel'
import { Database, PlatformError, toPage, type Page, type PageRequest } from '@assize/platform'
import type { AuditEvent } from '../audit-event.js'
import { requireFilter, type AuditFilter, type WantedTarget } from '../audit-filter.js'
import { AuditConditions } from './audit-conditions.js'
import { toAuditEvent, type AuditRow } from './audit-rows.js'

/** From which event on, which way and how far. */
interface Stretch {
  readonly order: 'newest-first' | 'oldest-first'
  readonly from: string | null
  readonly limit: number
}

/** Each action once, found without reading its events. */
const knownActions = `WITH RECURSIVE known AS (
    (SELECT action FROM record_audit_event ORDER BY action LIMIT 1)
    UNION ALL
    SELECT (SELECT e.action FROM record_audit_event e WHERE e.action > known.action ORDER BY e.action LIMIT 1)
    FROM known WHERE known.action IS NOT NULL
  ) SELECT action FROM known WHERE action IS NOT NULL`

/**
 * The trail in the order of its ids, by keyset both ways. Whatever it is narrowed to, an index in that order leads: the
 * object's, the actor's, or one stretch an action, merged.
 */
@Injectable()
export class AuditList {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first. Throws `FILTER_INVALID` and `CURSOR_INVALID`. */
  async page(filter: AuditFilter, request: PageRequest): Promise<Page<AuditEvent>> {
    const forward = request.direction === 'forward'
    const from = request.cursor ? cursorId(request.cursor) : null
    const order = forward ? 'newest-first' : 'oldest-first'
    return toPage(await this.read(filter, { order, from, limit: request.limit + 1 }), request)
  }

  /** All events in the order of the record, `portion` at a time; none made after the reading began. */
  async *all(filter: AuditFilter, until: string, portion = 1000): AsyncGenerator<AuditEvent[]> {
    let from: string | null = null
    for (;;) {
      const stretch: Stretch = { order: 'oldest-first', from, limit: portion }
      const events = await this.read(filter, stretch, until)
      if (events.length > 0) yield events
      from = events.at(-1)?.id ?? null
      if (events.length < portion) return
    }
  }

  async actions(): Promise<readonly string[]> {
    const rows = await this.database.query<{ action: string }>(knownActions)
    return rows.map(({ action }) => action)
  }

  private async read(asked: AuditFilter, stretch: Stretch, until?: string): Promise<AuditEvent[]> {
    const filter = requireFilter(asked)
    const conditions = AuditConditions.of(filter)
    const [beyond, direction] = stretch.order === 'newest-first' ? ['<', 'DESC'] : ['>', 'ASC']
    if (stretch.from) conditions.add(`e.id ${beyond} ?::uuid`, stretch.from)
    if (until) conditions.add('e.id < ?::uuid', until)
    const end = `ORDER BY e.id ${direction} LIMIT ${stretch.limit}`
    const actions = filter.action ? await this.actionsLike(filter.action) : null
    const sql = filter.targets?.length
      ? ofObjects(conditions, filter.targets, actions, end)
      : ofActions(conditions, actions, filter, end)
    return (await this.database.query<AuditRow>(sql, conditions.values)).map(toAuditEvent)
  }

  private async actionsLike(beginning: string): Promise<readonly string[]> {
    return (await this.actions()).filter((action) => action.startsWith(beginning))
  }
}

/** Alone, in the order of the index; among others, sorted, for no object is shown in that many lists. */
function ofObjects(
  conditions: AuditConditions,
  targets: readonly WantedTarget[],
  actions: readonly string[] | null,
  end: string,
): string {
  if (actions) conditions.add('e.action = ANY(?::text[])', actions)
  const { where } = conditions
  const types = conditions.parameter(targets.map(({ type }) => type))
  const ids = conditions.parameter(targets.map(({ id }) => id))
  const wanted = `(SELECT DISTINCT * FROM unnest(${types}::text[], ${ids}::text[]) AS w(type, id)) wanted`
  return `SELECT * FROM (
      SELECT alone.* FROM ${wanted} CROSS JOIN LATERAL (
        SELECT * FROM record_audit_event e
        WHERE ${where} AND e.target_id = wanted.id AND e.target_type = wanted.type ${end}) alone
      UNION ALL
      (SELECT * FROM record_audit_event e
       WHERE ${where} AND e.target_ids && ${ids}::text[] AND EXISTS (
         SELECT FROM ${wanted} WHERE wanted.type = e.target_type AND wanted.id = ANY(e.target_ids)) ${end})
    ) e ${end}`
}

function ofActions(
  conditions: AuditConditions,
  actions: readonly string[] | null,
  { actorId }: AuditFilter,
  end: string,
): string {
  const { where } = conditions
  if (!actions) return `SELECT * FROM record_audit_event e WHERE ${where} ${end}`
  const names = conditions.parameter(actions)
  if (actorId)
    return `SELECT * FROM record_audit_event e
      WHERE ${where} AND e.action = ANY(${names}::text[]) ${end}`
  return `SELECT e.* FROM unnest(${names}::text[]) AS wanted CROSS JOIN LATERAL (
      SELECT * FROM record_audit_event e WHERE ${where} AND e.action = wanted ${end}
    ) e ${end}`
}

function cursorId(cursor: readonly string[]): string {
  const [id, ...rest] = cursor
  if (id !== undefined && rest.length === 0 && isUuid(id)) return id
  throw new PlatformError('CURSOR_INVALID', 'expected a cursor of the audit trail')
}
