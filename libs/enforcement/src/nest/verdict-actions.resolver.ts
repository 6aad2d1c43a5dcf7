import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import type { Verdict } from '@assize/verdict'
import { VerdictType } from '@assize/verdict/nest'
import { ActionLoaders } from './action-loaders.js'
import { ActionType, toActionType } from './action.graphql.js'

@Resolver(() => VerdictType)
export class VerdictActionsResolver {
  constructor(@Inject(ActionLoaders) private readonly loaders: ActionLoaders) {}

  @Permit('verdict:read')
  @ResolveField(() => ActionType, {
    nullable: true,
    description: 'The newest action asked because of this verdict or of what people made of it.',
  })
  async action(
    @Parent() verdict: Verdict,
    @Context() context: GraphqlContext,
  ): Promise<ActionType | null> {
    return (await this.actions(verdict, context))[0] ?? null
  }

  @Permit('verdict:read')
  @ResolveField(() => [ActionType], { description: 'Newest first.' })
  async actions(
    @Parent() verdict: Verdict,
    @Context() context: GraphqlContext,
  ): Promise<ActionType[]> {
    return (await this.loaders.ofVerdict(context, verdict.id)).map(toActionType)
  }
}
