import { Inject } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { CurrentPrincipal, PeopleLoaders, Permit, PersonBrief } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ErasurePreview, ErasureRequestType, toErasurePreview } from './erasure.graphql.js'
import { ErasureService } from './erasure.service.js'

/** Who asked for an erasure and who decided, and what is left of it. */
@Permit('erasure:execute', 'audit:read')
@Resolver(() => ErasureRequestType)
export class ErasureFieldsResolver {
  constructor(
    @Inject(ErasureService) private readonly service: ErasureService,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @ResolveField(() => PersonBrief)
  requestedBy(
    @Parent() { facts }: ErasureRequestType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, facts.requestedBy)
  }

  @ResolveField(() => PersonBrief, { nullable: true })
  decidedBy(
    @Parent() { facts }: ErasureRequestType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief | null> {
    return this.people.brief(context, facts.decidedBy)
  }

  @Permit('erasure:execute')
  @ResolveField(() => ErasurePreview, { description: 'What is left to go.' })
  async preview(@Parent() { facts }: ErasureRequestType): Promise<ErasurePreview> {
    return toErasurePreview(await this.service.previewOf(facts))
  }

  @ResolveField(() => Boolean, {
    description: 'Whether the caller asked for it, and so may not decide.',
  })
  mine(@Parent() { facts }: ErasureRequestType, @CurrentPrincipal() principal: Principal): boolean {
    return facts.requestedBy === principal.id
  }
}
