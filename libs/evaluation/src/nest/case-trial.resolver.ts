import { Inject } from '@nestjs/common'
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql'
import { IdSource } from '@assize/kernel'
import { Audited, AuditTrail, Permit } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import { TriedCase, TryCaseInput, TryCaseResult } from './case-trial.graphql.js'
import { CaseTrials } from './case-trial.service.js'
import { mayReadWords } from './test-words.resolver.js'

/** One item judged as the editor has the policy: nothing stays but the trail's note of who asked. */
@Resolver()
export class CaseTrialResolver {
  constructor(
    @Inject(CaseTrials) private readonly trials: CaseTrials,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(IdSource) private readonly ids: IdSource,
  ) {}

  @Permit('playground:run')
  @Audited<unknown, TriedCase>({
    ...{ action: 'policy.tried', target: 'policy-trial' },
    ...{ of: () => null, made: ({ id }) => id },
  })
  @Mutation(() => TryCaseResult, { description: 'Judges one item and keeps nothing of it.' })
  async tryCase(
    @Args('input', { type: () => TryCaseInput }) input: TryCaseInput,
    @Context() context: GraphqlContext,
  ): Promise<TriedCase> {
    const trial = await this.trials.judge({
      ...input,
      subject: input.subject?.message ?? null,
      ...(context.signal ? { signal: context.signal } : {}),
    })
    const id = this.ids.next()
    const mayRead = mayReadWords(context)
    const none = { trace: null, output: null, rationale: null }
    if (mayRead && trial.words.trace !== null)
      this.trail.shown(context, { type: 'policy-trial', id }, 'trace')
    if (mayRead && trial.words.output !== null)
      this.trail.shown(context, { type: 'policy-trial', id }, 'answer')
    const { latencyMs } = trial.result
    return as(TriedCase, {
      ...{ ...trial.result, id, endpoint: trial.endpoint, ...(mayRead ? trial.words : none) },
      latencyMs: latencyMs === null ? null : Math.round(latencyMs),
    })
  }
}
