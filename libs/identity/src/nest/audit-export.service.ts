import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { IdSource } from '@assize/kernel'
import { Config, Database } from '@assize/platform'
import type { Actor } from '../audit-event.js'
import { requireFilter, type AuditFilter } from '../audit-filter.js'
import { toCloudEvent } from './audit-cloud-event.js'
import { AuditList } from './audit-list.js'
import { AuditTrail } from './audit-trail.js'

/** The trail as CloudEvents, one a line, for whoever keeps it elsewhere. */
@Injectable()
export class AuditExport {
  constructor(
    @Inject(AuditList) private readonly list: AuditList,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(Database) private readonly database: Database,
    @Inject(Config) private readonly config: Config,
    @Inject(IdSource) private readonly ids: IdSource,
  ) {}

  /**
   * Oldest first, up to the moment of asking. A file that is handed out to its end is told of on the trail with the
   * digest of its bytes, so that whoever holds one can find who took it. Throws `FILTER_INVALID` before the first byte.
   */
  async open(filter: AuditFilter, actor: Actor): Promise<AsyncGenerator<Buffer>> {
    const checked = requireFilter(filter)
    await this.trail.flush()
    return this.lines(checked, actor, await this.source(), this.ids.next())
  }

  private async *lines(
    filter: AuditFilter,
    actor: Actor,
    source: string,
    until: string,
  ): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    for await (const events of this.list.all(filter, until)) {
      const lines = events.map((event) => `${JSON.stringify(toCloudEvent(event, source))}\n`)
      const bytes = Buffer.from(lines.join(''))
      hash.update(bytes)
      yield bytes
    }
    const target = { type: 'audit-trail', id: null }
    await this.trail.note(actor, [{ action: 'trail.export-ended', target, after: hash.digest() }])
  }

  /** The installation, by the name its log has: it stays when addresses change. */
  private async source(): Promise<string> {
    const [state] = await this.database.query<{ origin: string | null }>(
      'SELECT origin FROM log_state',
    )
    const origin = state?.origin ?? this.config.log.origin ?? 'installation'
    return `urn:assize:${encodeURIComponent(origin)}`
  }
}
