import { Inject } from '@nestjs/common'
import { Args, Context, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql'
import { LiveEvents } from '@assize/events/nest'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import type { Principal } from '@assize/identity'
import { DomainError } from '@assize/kernel'
import { Database } from '@assize/platform'
import { as, Refusal, type GraphqlContext } from '@assize/platform/nest'
import { VerdictLoaders, VerdictType } from '@assize/verdict/nest'
import { classificationLimits, priorities } from '../classification.js'
import { ClassificationError } from '../classification-error.js'
import { isWhole } from '../reconciliation.js'
import { ClassificationService, type AcceptedItem } from './classification.service.js'
import {
  Classified,
  ClassifyInput,
  ClassifyResult,
  pending,
  ReconciliationType,
  Submission,
  SubmitContentInput,
  SubmitContentResult,
} from './classification.graphql.js'
import { PassedDeadlines } from './passed-deadlines.js'
import { VerdictWaiter } from './verdict-waiter.js'

const usualDeadlineMs = 10_000

@Resolver()
export class ClassificationResolver {
  constructor(
    @Inject(ClassificationService) private readonly classification: ClassificationService,
    @Inject(VerdictWaiter) private readonly waiter: VerdictWaiter,
    @Inject(PassedDeadlines) private readonly deadlines: PassedDeadlines,
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
    @Inject(Database) private readonly database: Database,
    @Inject(LiveEvents) private readonly live: LiveEvents,
  ) {}

  @Permit('verdict:ingest')
  @Audited<object>({
    ...{ action: 'content.classified', target: 'content-item', only: 'refusals', of: () => null },
  })
  @Mutation(() => ClassifyResult, {
    description: 'Judge one item and wait for it, up to the deadline.',
  })
  async classify(
    @Args('input') { deadlineMs, ...item }: ClassifyInput,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<object> {
    const waitMs = parseDeadline(deadlineMs ?? usualDeadlineMs)
    const [accepted] = await this.classification.submit(
      principal.id,
      [item],
      priorities.interactive,
    )
    if (accepted instanceof DomainError || !accepted)
      throw accepted ?? new Error('one item, no answer')
    await this.waiter.until(accepted.classificationIds, waitMs)
    const results = await this.resultsOf(accepted, context)
    const [only] = results
    return only && results.length === 1 ? only : as(Classified, { results })
  }

  @Permit('verdict:ingest')
  @Audited<object>({
    ...{ action: 'content.submitted', target: 'content-item', only: 'refusals', of: () => null },
  })
  @Mutation(() => SubmitContentResult, { description: 'Accept up to 500 items to be judged soon.' })
  async submitContent(
    @Args('input') { items }: SubmitContentInput,
    @CurrentPrincipal() principal: Principal,
    @Context() { requestId }: GraphqlContext,
  ): Promise<object> {
    const results = await this.classification.submit(principal.id, items)
    const fresh = results.filter((each) => !(each instanceof DomainError) && !each.repeated)
    return as(Submission, {
      items: results.map((each, index) =>
        each instanceof DomainError
          ? { index, classificationIds: [], repeated: false, refusal: toRefusal(each, requestId) }
          : { index, classificationIds: each.classificationIds, repeated: each.repeated },
      ),
      accepted: fresh.reduce(
        (sum, each) => sum + (each as AcceptedItem).classificationIds.length,
        0,
      ),
    })
  }

  @Permit('metrics:read')
  @Query(() => [ReconciliationType])
  async reconciliation(): Promise<ReconciliationType[]> {
    const rows = await this.database.prisma.reconciliation.findMany({ orderBy: { window: 'desc' } })
    return rows.map((row) => ({ ...row, whole: isWhole({ ...row, shadow: shadowOf(row) }) }))
  }

  @Permit('metrics:read')
  @Subscription(() => ReconciliationType, {
    async resolve(this: ClassificationResolver, notice: { subject: string }) {
      const rows = await this.reconciliation()
      return rows.find((row) => row.window === notice.subject)
    },
  })
  reconciliationChanged() {
    return this.live.stream('reconciliation.changed')
  }

  private async resultsOf(accepted: AcceptedItem, context: GraphqlContext): Promise<object[]> {
    const ids = accepted.classificationIds
    const [verdicts, rows] = await Promise.all([
      Promise.all(ids.map((id) => this.verdicts.verdict(context, id))),
      this.database.prisma.classification.findMany({ where: { id: { in: [...ids] } } }),
    ])
    const byId = new Map(rows.map((row) => [row.id, row]))
    const waiting = ids.flatMap((id, i) => {
      const row = byId.get(id)
      if (!row) throw new Error('a classification that was accepted is not there')
      const interimAction = accepted.versions[i]?.manifest.actions.undetermined ?? 'hide'
      return verdicts[i] ? [] : [{ ...row, interimAction }]
    })
    await this.deadlines.note(waiting)
    const pendings = new Map(waiting.map((each) => [each.id, pending(each)]))
    return ids.map((id, i) => pendings.get(id) ?? as(VerdictType, verdicts[i] as never))
  }
}

const shadowOf = (row: {
  readonly shadowAccepted: bigint
  readonly shadowRecorded: bigint
  readonly shadowPending: bigint
}) => ({
  ...{ accepted: row.shadowAccepted, recorded: row.shadowRecorded, pending: row.shadowPending },
})

const toRefusal = ({ code, message, facts }: DomainError, requestId: string): Refusal =>
  as(Refusal, { code, message, facts, requestId })

function parseDeadline(deadlineMs: number): number {
  const { deadlineMs: most } = classificationLimits
  if (deadlineMs < 0 || deadlineMs > most)
    throw new ClassificationError(
      'DEADLINE_INVALID',
      `expected a deadline of 0 to ${most} ms, saw ${deadlineMs}`,
    )
  return deadlineMs
}
