import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentItemType } from '@assize/content/nest'
import { Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { VerdictLoaders } from './verdict-loaders.js'
import { VerdictType } from './verdict.graphql.js'

@Resolver(() => ContentItemType)
export class ContentVerdictsResolver {
  constructor(@Inject(VerdictLoaders) private readonly loaders: VerdictLoaders) {}

  @Permit('verdict:read')
  @ResolveField(() => [VerdictType], { description: 'Newest first.' })
  async verdicts(@Parent() item: ContentItemType, @Context() context: GraphqlContext) {
    return this.loaders.verdicts(context, (await this.loaders.idsByContent(context, item.id)) ?? [])
  }

  @Permit('verdict:read')
  @ResolveField(() => String, {
    nullable: true,
    description: 'The policy it gravely violates, shown before its words are.',
  })
  category(@Parent() item: ContentItemType, @Context() context: GraphqlContext) {
    return this.loaders.category(context, item.id)
  }
}
