import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentAccess } from '@assize/content/nest'
import { AuditTrail, Permit } from '@assize/identity/nest'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { formatRecord } from '@assize/tlog'
import { LogEntryType, LogLoaders, RecordFiles } from '@assize/tlog/nest'
import type { Verdict } from '../verdict.js'
import { VerdictType } from './verdict.graphql.js'

const kind = 'verdict'

/** Where the verdict stands in the log, and the verdict as one takes it away beside its proof. */
@Resolver(() => VerdictType)
export class VerdictRecordResolver {
  constructor(
    @Inject(LogLoaders) private readonly log: LogLoaders,
    @Inject(RecordFiles) private readonly files: RecordFiles,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => LogEntryType, {
    nullable: true,
    description: 'Null while it waits for its place in the log.',
  })
  logEntry(
    @Parent() { id }: Verdict,
    @Context() context: GraphqlContext,
  ): Promise<LogEntryType | null> {
    return this.log.entry(context, kind, id)
  }

  @Permit('verdict:read')
  @ResolveField(() => String, {
    nullable: true,
    description:
      'The row with its entry and salt as a JSON file, to hold against the proof; with its words for who may read them. Null while it waits for its entry.',
  })
  async logRecord(
    @Parent() { id, contentItemId }: Verdict,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    const mayRead = await this.access.allows(context, 'trace:read', contentItemId)
    const load = (ids: readonly string[]) => this.files.recordsOf(kind, ids, () => mayRead)
    const record = await requestLoader(context, `verdict-record ${mayRead}`, load).load(id)
    if (!record) return null
    if (typeof record.words !== 'string')
      this.trail.shown(context, { type: 'verdict', id }, 'trace')
    return formatRecord(record)
  }
}
