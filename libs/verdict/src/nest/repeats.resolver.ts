import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import type { Verdict } from '../verdict.js'
import { VerdictLoaders } from './verdict-loaders.js'
import { VerdictType } from './verdict.graphql.js'

/** Repeats are about the very same content: whoever may see one may see the others. */
@Resolver(() => VerdictType)
export class RepeatsResolver {
  constructor(@Inject(VerdictLoaders) private readonly loaders: VerdictLoaders) {}

  @Permit('verdict:read')
  @ResolveField(() => VerdictType, {
    nullable: true,
    description: 'Of a repeat: the verdict whose prompt was asked again.',
  })
  repeatOf(
    @Parent() { repeatOf }: Verdict,
    @Context() context: GraphqlContext,
  ): Promise<Verdict | null> {
    return repeatOf ? this.loaders.verdict(context, repeatOf) : Promise.resolve(null)
  }

  @Permit('verdict:read')
  @ResolveField(() => [VerdictType], {
    description: 'Verdicts on the same prompt asked again, oldest first.',
  })
  async repeats(
    @Parent() { id, arm }: Verdict,
    @Context() context: GraphqlContext,
  ): Promise<readonly Verdict[]> {
    // Repeats are never repeated.
    const ids = arm === 'repeat' ? [] : ((await this.loaders.repeatIds(context, id)) ?? [])
    return this.loaders.verdicts(context, ids)
  }
}
