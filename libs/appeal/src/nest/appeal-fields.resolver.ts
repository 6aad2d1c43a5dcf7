import { Inject } from '@nestjs/common'
import { ContentAccess, ContentItemType, ContentLoaders } from '@assize/content/nest'
import { ActionLoaders, ActionType, toActionType } from '@assize/enforcement/nest'
import type { Principal } from '@assize/identity'
import {
  AuditTrail,
  CurrentPrincipal,
  PeopleLoaders,
  Permit,
  PersonBrief,
} from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { versionKey } from '@assize/policy'
import { PolicyLoaders, PolicyVersionType, toVersionType } from '@assize/policy/nest'
import type { Verdict } from '@assize/verdict'
import { VerdictLoaders, VerdictType } from '@assize/verdict/nest'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { whyNotDecide } from '../duty.js'
import { AppealAccess } from './appeal-access.js'
import { AppealLoaders } from './appeal-loaders.js'
import { AppealDecisionType, AppealType, toAppealType } from './appeal.graphql.js'

/** The evidence of an appeal as it was, and the policy as it is now. */
@Resolver(() => AppealType)
export class AppealFieldsResolver {
  constructor(
    @Inject(AppealLoaders) private readonly loaders: AppealLoaders,
    @Inject(AppealAccess) private readonly access: AppealAccess,
    @Inject(ActionLoaders) private readonly actions: ActionLoaders,
    @Inject(ContentLoaders) private readonly content: ContentLoaders,
    @Inject(ContentAccess) private readonly contentAccess: ContentAccess,
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
    @Inject(PolicyLoaders) private readonly policies: PolicyLoaders,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @ResolveField(() => ActionType)
  async action(
    @Parent() { facts }: AppealType,
    @Context() context: GraphqlContext,
  ): Promise<ActionType | null> {
    const action = await this.actions.action(context, facts.actionId)
    return action && toActionType(action)
  }

  @ResolveField(() => ContentItemType)
  contentItem(@Parent() { facts }: AppealType, @Context() context: GraphqlContext) {
    return this.content.item(context, facts.contentItemId)
  }

  @ResolveField(() => VerdictType, { nullable: true })
  async verdict(
    @Parent() { facts: { verdictId, contentItemId } }: AppealType,
    @Context() context: GraphqlContext,
  ): Promise<Verdict | null> {
    const may =
      verdictId && (await this.contentAccess.allows(context, 'verdict:read', contentItemId))
    return may ? this.verdicts.verdict(context, verdictId) : null
  }

  @ResolveField(() => PolicyVersionType, {
    nullable: true,
    description: 'The version the action was taken under.',
  })
  async policyThen(
    @Parent() { facts: { policy, policyCommit } }: AppealType,
    @Context() context: GraphqlContext,
  ): Promise<PolicyVersionType | null> {
    const version = await this.policies.version(context, versionKey(policy, policyCommit))
    return version && toVersionType(version)
  }

  @ResolveField(() => PolicyVersionType, {
    nullable: true,
    description: 'The version in force now.',
  })
  async policyNow(
    @Parent() { facts }: AppealType,
    @Context() context: GraphqlContext,
  ): Promise<PolicyVersionType | null> {
    const version = await this.policies.inForce(context, facts.policy)
    return version && toVersionType(version)
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'In the words of the person affected; null once erased, or when not for you.',
  })
  async statement(
    @Parent() { id, facts: { contentItemId, lodgedBy } }: AppealType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    const may = await this.access.allows(context, { contentItemId, lodgedById: lodgedBy.id })
    const statement = may ? await this.loaders.statement(context, id) : null
    if (statement !== null) this.trail.shown(context, { type: 'appeal', id }, 'statement')
    return statement
  }

  @ResolveField(() => Boolean)
  async mayDecide(
    @Parent() appeal: AppealType,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<boolean> {
    return (await this.mayNotDecideReason(appeal, principal, context)) === null
  }

  @ResolveField(() => String, { nullable: true })
  async mayNotDecideReason(
    @Parent() { facts }: AppealType,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    const deciders = await this.loaders.deciders(context, facts.contentItemId)
    return whyNotDecide(facts, principal, deciders)
  }
}

@Resolver(() => AppealDecisionType)
export class AppealDecisionResolver {
  constructor(
    @Inject(AppealLoaders) private readonly loaders: AppealLoaders,
    @Inject(AppealAccess) private readonly access: AppealAccess,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'Null once erased, or when not for you.',
  })
  async reasons(
    @Parent() decision: AppealDecisionType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    const may = await this.access.allows(context, decision)
    const reasons = may ? await this.loaders.reasons(context, decision.id) : null
    if (reasons !== null)
      this.trail.shown(context, { type: 'appeal-decision', id: decision.id }, 'reasons')
    return reasons
  }

  @ResolveField(() => PersonBrief)
  decidedBy(
    @Parent() { decidedById }: AppealDecisionType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, decidedById)
  }
}

@Resolver(() => ActionType)
export class ActionAppealResolver {
  constructor(@Inject(AppealLoaders) private readonly loaders: AppealLoaders) {}

  @Permit('verdict:read')
  @ResolveField(() => AppealType, { nullable: true })
  async appeal(
    @Parent() { id }: ActionType,
    @Context() context: GraphqlContext,
  ): Promise<AppealType | null> {
    const appeal = await this.loaders.ofAction(context, id)
    return appeal && toAppealType(appeal)
  }
}
