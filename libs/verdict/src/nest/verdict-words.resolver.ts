import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentAccess } from '@assize/content/nest'
import { AuditTrail, Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import type { Verdict, VerdictWords } from '../verdict.js'
import { VerdictLoaders } from './verdict-loaders.js'
import { AttemptType, VerdictType } from './verdict.graphql.js'

/** Traces and raw replies are for staff who may read them, and who did is kept; null for others, and once erased. */
@Resolver(() => VerdictType)
export class VerdictWordsResolver {
  constructor(
    @Inject(VerdictLoaders) private readonly loaders: VerdictLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => String, { nullable: true })
  trace(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    return this.word(verdict, context, 'trace')
  }

  @Permit('verdict:read')
  @ResolveField(() => String, { nullable: true, description: 'The final text, as received.' })
  output(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    return this.word(verdict, context, 'output')
  }

  @Permit('verdict:read')
  @ResolveField(() => String, { nullable: true })
  rationale(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    return this.word(verdict, context, 'rationale')
  }

  private async word(verdict: Verdict, context: GraphqlContext, name: keyof VerdictWords) {
    const may = await this.access.allows(context, 'trace:read', verdict.contentItemId)
    const word = may ? ((await this.loaders.words(context, verdict.id))?.[name] ?? null) : null
    const part = name === 'trace' ? 'trace' : 'answer'
    if (word !== null) this.trail.shown(context, { type: 'verdict', id: verdict.id }, part)
    return word
  }
}

@Resolver(() => AttemptType)
export class AttemptWordsResolver {
  constructor(
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => String, { nullable: true, description: 'The reply as received.' })
  async raw(@Parent() attempt: AttemptType, @Context() context: GraphqlContext) {
    const may = await this.access.allows(context, 'trace:read', attempt.contentItemId)
    if (!may || attempt.rawReply === null) return null
    // The reply holds the trace.
    this.trail.shown(context, { type: 'verdict', id: attempt.verdictId }, 'trace')
    return attempt.rawReply
  }
}
