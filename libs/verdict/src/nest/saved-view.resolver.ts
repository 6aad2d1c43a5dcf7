import { Inject } from '@nestjs/common'
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, PeopleLoaders, Permit } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import type { SavedView } from '../saved-view.js'
import {
  DeleteViewResult,
  SavedViewType,
  SaveViewInput,
  SaveViewResult,
} from './saved-view.graphql.js'
import { SavedViews } from './saved-views.js'

@Resolver()
export class SavedViewResolver {
  constructor(
    @Inject(SavedViews) private readonly views: SavedViews,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('settings:manage')
  @Query(() => [SavedViewType], { description: 'One’s own, then what others share.' })
  async savedViews(
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<SavedViewType[]> {
    const views = await this.views.list(principal.id)
    return Promise.all(views.map((view) => this.toType(view, principal, context)))
  }

  @Permit('settings:manage')
  @Audited<object, SavedViewType>({
    action: 'view.saved',
    target: 'saved-view',
    made: ({ id }) => id,
  })
  @Mutation(() => SaveViewResult, { description: 'Replaces the caller’s own view of that name.' })
  async saveView(
    @Args('input') input: SaveViewInput,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<SavedViewType> {
    return this.toType(
      await this.views.save(principal.id, { ...input, shared: input.shared ?? false }),
      principal,
      context,
    )
  }

  @Permit('settings:manage')
  @Audited({ action: 'view.deleted', target: 'saved-view' })
  @Mutation(() => DeleteViewResult)
  async deleteView(
    @Args('id', { type: () => ID }) id: string,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<SavedViewType> {
    return this.toType(await this.views.delete(principal.id, id), principal, context)
  }

  private async toType(
    { id, name, query, shared, owner, updatedAt, wordsErasedAt }: SavedView,
    principal: Principal,
    context: GraphqlContext,
  ): Promise<SavedViewType> {
    return as(SavedViewType, {
      ...{ id, name, query, shared, updatedAt },
      own: owner === principal.id,
      wordsErased: wordsErasedAt !== null,
      owner: await this.people.brief(context, owner),
    })
  }
}
