import { Inject } from '@nestjs/common'
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import {
  Audited,
  CurrentPrincipal,
  PeopleLoaders,
  Permit,
  PersonBrief,
} from '@assize/identity/nest'
import { isUuid } from '@assize/kernel'
import { parsePage } from '@assize/platform'
import { as, connectionById, PageArgs, type GraphqlContext } from '@assize/platform/nest'
import { PolicyError, stateOf, type Change, type ChangeState } from '../../index.js'
import { ChangeDetails } from './change-detail.js'
import { ChangeConnection, ChangeDetail, ChangeStateEnum, ChangeType } from './change.graphql.js'
import { ChangeLoaders } from './change-loaders.js'
import { ChangeMerges } from './change-merges.service.js'
import {
  ApproveChangeInput,
  ChangeFilter,
  ChangeResult,
  CommentChangeInput,
  MergeChangeInput,
  OpenChangeInput,
  RequestChangesInput,
} from './change-mutations.graphql.js'
import { Changes } from './changes.service.js'

type Input<T> = { readonly input: T }
const target = 'policy-change'
const ofInput = ({ input }: Input<{ readonly changeId: string }>) => input.changeId
const made = ({ id }: ChangeType) => id

@Resolver(() => ChangeType)
export class ChangeResolver {
  constructor(
    @Inject(Changes) private readonly changes: Changes,
    @Inject(ChangeMerges) private readonly merges: ChangeMerges,
    @Inject(ChangeLoaders) private readonly loaders: ChangeLoaders,
    @Inject(ChangeDetails) private readonly details: ChangeDetails,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('policy:read')
  @Query(() => ChangeType, { nullable: true })
  async change(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphqlContext,
  ): Promise<ChangeType | null> {
    const change = await this.loaders.change(context, id)
    return change && toChangeType(change)
  }

  @Permit('policy:read')
  @Query(() => ChangeConnection, { name: 'changes', description: 'Newest first.' })
  async listChanges(
    @Args() page: PageArgs,
    @Args('filter', { type: () => ChangeFilter, nullable: true }) filter?: ChangeFilter | null,
  ): Promise<ChangeConnection> {
    return connectionById(await this.loaders.list(filter ?? {}, parsePage(page)), toChangeType)
  }

  @Permit('policy:submit')
  @Audited<Input<OpenChangeInput>, ChangeType>({
    ...{ action: 'policy-change.opened', target, of: () => null, made },
  })
  @Mutation(() => ChangeResult)
  async openChange(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => OpenChangeInput }) input: OpenChangeInput,
  ): Promise<ChangeType> {
    const { description, target: into } = input
    return toChangeType(
      await this.changes.open({
        ...input,
        ...{ description: description ?? '', target: into ?? 'main', by },
      }),
    )
  }

  @Permit('policy:approve')
  @Audited<Input<ApproveChangeInput>>({
    ...{ action: 'policy-change.approved', target, of: ofInput },
  })
  @Mutation(() => ChangeResult, { description: 'Of the head that was looked at, and of no other.' })
  async approveChange(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => ApproveChangeInput }) input: ApproveChangeInput,
    @Context() context: GraphqlContext,
  ): Promise<ChangeType> {
    const { changeId, head, note } = input
    await this.changes.approve({ ...said(changeId, by, note), head })
    return this.again(context, changeId)
  }

  @Permit('policy:approve')
  @Audited<Input<RequestChangesInput>>({
    ...{ action: 'policy-change.changes-requested', target, of: ofInput },
  })
  @Mutation(() => ChangeResult, { description: 'It is not merged before the person approves.' })
  async requestChanges(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => RequestChangesInput }) input: RequestChangesInput,
    @Context() context: GraphqlContext,
  ): Promise<ChangeType> {
    const { changeId, head, note } = input
    await this.changes.request({ ...said(changeId, by, note), head: head ?? null })
    return this.again(context, changeId)
  }

  @Permit('policy:draft', 'policy:approve')
  @Audited<Input<CommentChangeInput>>({
    ...{ action: 'policy-change.commented', target, of: ofInput },
  })
  @Mutation(() => ChangeResult)
  async commentChange(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => CommentChangeInput }) { changeId, text }: CommentChangeInput,
    @Context() context: GraphqlContext,
  ): Promise<ChangeType> {
    await this.changes.comment(said(changeId, by, text))
    return this.again(context, changeId)
  }

  @Permit('policy:submit', 'policy:approve')
  @Audited<Input<MergeChangeInput>>({
    ...{ action: 'policy-change.merged', target, of: ofInput },
  })
  @Mutation(() => ChangeResult, { description: 'Every policy it touches gets its next version.' })
  async mergeChange(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => MergeChangeInput }) { changeId, head }: MergeChangeInput,
    @Context() context: GraphqlContext,
  ): Promise<ChangeType> {
    requireId(changeId)
    await this.merges.merge({ id: changeId, by, head: head ?? null })
    return this.again(context, changeId)
  }

  @Permit('policy:submit', 'policy:approve')
  @Audited({ action: 'policy-change.closed', target })
  @Mutation(() => ChangeResult)
  async closeChange(
    @CurrentPrincipal() by: Principal,
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphqlContext,
    @Args('note', { type: () => String, nullable: true }) note?: string | null,
  ): Promise<ChangeType> {
    await this.changes.close(said(id, by, note))
    return this.again(context, id)
  }

  @Permit('policy:submit')
  @Audited<{ readonly id: string }, ChangeType>({
    ...{ action: 'policy-change.reverted', target, of: () => null, made },
  })
  @Mutation(() => ChangeResult, {
    description: 'Opens a change that takes back what a merged one brought.',
  })
  async revertChange(
    @CurrentPrincipal() by: Principal,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ChangeType> {
    requireId(id)
    return toChangeType(await this.merges.revert(id, by))
  }

  @ResolveField('state', () => ChangeStateEnum)
  async state(
    @Parent() { id }: ChangeType,
    @Context() context: GraphqlContext,
  ): Promise<ChangeState> {
    return stateOf(await this.loaders.events(context, id))
  }

  @ResolveField('openedBy', () => PersonBrief)
  openedBy(
    @Parent() { openedById }: ChangeType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, openedById)
  }

  @ResolveField('reverts', () => ChangeType, { nullable: true })
  async reverts(
    @Parent() { revertsId }: ChangeType,
    @Context() context: GraphqlContext,
  ): Promise<ChangeType | null> {
    const change = revertsId === null ? null : await this.loaders.change(context, revertsId)
    return change && toChangeType(change)
  }

  @ResolveField('detail', () => ChangeDetail, { description: 'For the page of one change.' })
  async detail(
    @Parent() { id }: ChangeType,
    @Context() context: GraphqlContext,
  ): Promise<ChangeDetail> {
    const seen = await this.loaders.seen(context, id)
    if (!seen) throw unknown()
    return this.details.of(context, seen)
  }

  /** What was loaded before the act is out of date. */
  private async again(context: GraphqlContext, id: string): Promise<ChangeType> {
    const change = await this.loaders.change(context, id)
    if (!change) throw unknown()
    return toChangeType(change)
  }
}

const said = (id: string, by: Principal, words?: string | null) => {
  requireId(id)
  return { id, by, words: words ?? null }
}

function requireId(id: string): void {
  if (!isUuid(id)) throw unknown()
}

const unknown = () => new PolicyError('CHANGE_UNKNOWN', 'expected a change, saw no such id')

export const toChangeType = (change: Change): ChangeType =>
  as(ChangeType, {
    ...{ id: change.id, number: change.number, title: change.title },
    ...{ description: change.description, branch: change.branch, target: change.target },
    ...{ openedById: change.openedBy, openedAt: change.openedAt, revertsId: change.reverts },
  })
