import { as, connectionType, resultUnion, type Ref } from '@assize/platform/nest'
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'
import {
  holdStateAt,
  type Hold,
  type HoldBasis,
  type HoldScopeKind,
  type HoldState,
} from '../hold.js'
import { HoldBasisEnum, HoldScopeKindEnum, HoldStateEnum } from './custody-enums.graphql.js'

@InputType({ description: 'Exactly one thing to hold; the range of time goes with a policy.' })
export class HoldScopeInput {
  @Field(() => ID, { nullable: true })
  contentItemId?: string

  @Field(() => String, { nullable: true, description: "The platform's own pseudonym." })
  author?: string

  @Field(() => ID, { nullable: true })
  caseId?: string

  @Field(() => String, { nullable: true })
  policy?: string

  @Field(() => Date, { nullable: true, description: 'Of what was decided from then on.' })
  since?: Date

  @Field(() => Date, { nullable: true, description: 'Of what was decided before.' })
  until?: Date
}

@InputType()
export class PlaceHoldInput {
  @Field(() => HoldScopeInput)
  scope!: Ref<HoldScopeInput>

  @Field(() => HoldBasisEnum)
  basis!: HoldBasis

  @Field(() => String, { description: 'The file it belongs to; no words of the content.' })
  reference!: string

  @Field(() => Date, { nullable: true })
  expiresAt?: Date
}

@ObjectType('Hold', { description: 'What may not be erased; released by two people.' })
export class HoldType {
  facts!: Hold

  @Field(() => ID)
  id!: string

  @Field(() => HoldStateEnum)
  state!: HoldState

  @Field(() => HoldScopeKindEnum)
  scopeKind!: HoldScopeKind

  @Field(() => ID, { nullable: true })
  contentItemId!: string | null

  @Field(() => ID, { nullable: true })
  caseId!: string | null

  @Field(() => String, { nullable: true })
  policy!: string | null

  @Field(() => Date, { nullable: true })
  since!: Date | null

  @Field(() => Date, { nullable: true })
  until!: Date | null

  @Field(() => HoldBasisEnum)
  basis!: HoldBasis

  @Field(() => String)
  reference!: string

  @Field(() => Date)
  placedAt!: Date

  @Field(() => Date, { nullable: true })
  expiresAt!: Date | null
}

export const HoldConnection = connectionType(HoldType, 'Hold')
export const PlaceHoldResult = resultUnion('PlaceHoldResult', [HoldType])
export const ReleaseHoldResult = resultUnion('ReleaseHoldResult', [HoldType])

export const toHoldType = (hold: Hold, now: Date): HoldType => {
  const { scope } = hold
  return as(HoldType, {
    facts: hold,
    id: hold.id,
    state: holdStateAt(hold, now),
    scopeKind: scope.kind,
    contentItemId: scope.kind === 'content-item' ? scope.contentItemId : null,
    caseId: scope.kind === 'case' ? scope.caseId : null,
    policy: scope.kind === 'policy' ? scope.policy : null,
    since: scope.kind === 'policy' ? scope.since : null,
    until: scope.kind === 'policy' ? scope.until : null,
    basis: hold.basis,
    reference: hold.reference,
    placedAt: hold.recordedAt,
    expiresAt: hold.expiresAt,
  })
}
