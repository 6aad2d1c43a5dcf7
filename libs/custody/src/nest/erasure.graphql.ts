import { as, connectionType, resultUnion, type Ref } from '@assize/platform/nest'
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import type {
  ErasureReason,
  ErasureRequest,
  ErasureScopeKind,
  LegalBasis,
  RefusalGround,
  RequestState,
} from '../erasure.js'
import type { ReachKind } from '../erasure-step.js'
import type { HoldBasis } from '../hold.js'
import type { ErasurePreview as Preview } from './erasure-reach.js'
import {
  ErasureReasonEnum,
  ErasureScopeKindEnum,
  ErasureStateEnum,
  HoldBasisEnum,
  LegalBasisEnum,
  ReachKindEnum,
  RefusalGroundEnum,
} from './custody-enums.graphql.js'

@InputType({ description: 'Exactly one of the three.' })
export class ErasureScopeInput {
  @Field(() => [ID], { nullable: true })
  contentItemIds?: string[]

  @Field(() => String, {
    nullable: true,
    description: "The platform's own pseudonym for the person, as given when content was sent.",
  })
  author?: string

  @Field(() => String, { nullable: true })
  externalId?: string
}

@InputType()
export class RequestErasureInput {
  @Field(() => ErasureScopeInput)
  scope!: Ref<ErasureScopeInput>

  @Field(() => ErasureReasonEnum)
  reason!: ErasureReason

  @Field(() => LegalBasisEnum)
  legalBasis!: LegalBasis
}

@ObjectType('ErasureReach', { description: 'How much of one kind would go, or is affected.' })
export class ReachType {
  @Field(() => ReachKindEnum)
  kind!: ReachKind

  @Field(() => Int)
  count!: number

  @Field(() => [String], {
    description: 'What people know by name, such as versions of data sets.',
  })
  named!: readonly string[]
}

@ObjectType()
export class HoldInTheWay {
  @Field(() => ID)
  holdId!: string

  @Field(() => HoldBasisEnum)
  basis!: HoldBasis

  @Field(() => String)
  reference!: string

  @Field(() => Int)
  items!: number
}

@ObjectType({ description: 'A dry run: nothing is touched.' })
export class ErasurePreview {
  @Field(() => Int)
  items!: number

  @Field(() => [ID])
  firstItems!: readonly string[]

  @Field(() => Boolean, {
    description: 'Whether there are more: the figures are then lower bounds.',
  })
  more!: boolean

  @Field(() => [ReachType])
  reach!: Ref<ReachType>[]

  @Field(() => [HoldInTheWay])
  holds!: Ref<HoldInTheWay>[]
}

@ObjectType('ErasureRequest', {
  description: 'Asked for by one person, decided by another, carried out by neither.',
})
export class ErasureRequestType {
  /** As kept; other fields are made of it. */
  facts!: ErasureRequest

  @Field(() => ID)
  id!: string

  @Field(() => ErasureStateEnum)
  state!: RequestState

  @Field(() => ErasureScopeKindEnum)
  scopeKind!: ErasureScopeKind

  @Field(() => [ID])
  contentItemIds!: readonly string[]

  @Field(() => String, { nullable: true, description: 'Forgotten once all is erased.' })
  externalId!: string | null

  @Field(() => ErasureReasonEnum)
  reason!: ErasureReason

  @Field(() => LegalBasisEnum)
  legalBasis!: LegalBasis

  @Field(() => Date)
  requestedAt!: Date

  @Field(() => Date, { nullable: true })
  decidedAt!: Date | null

  @Field(() => RefusalGroundEnum, { nullable: true })
  refusalGround!: RefusalGround | null

  @Field(() => Int)
  itemsDone!: number

  @Field(() => String, { nullable: true, description: 'Why the work waits.' })
  failure!: string | null

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null
}

export const ErasureRequestConnection = connectionType(ErasureRequestType, 'ErasureRequest')
export const ErasurePreviewResult = resultUnion('ErasurePreviewResult', [ErasurePreview])
export const RequestErasureResult = resultUnion('RequestErasureResult', [ErasureRequestType])
export const ExecuteErasureResult = resultUnion('ExecuteErasureResult', [ErasureRequestType])
export const RefuseErasureResult = resultUnion('RefuseErasureResult', [ErasureRequestType])

@ObjectType({ description: 'That and why words of a content item were erased.' })
export class ContentErasure {
  @Field(() => ID)
  id!: string

  @Field(() => ErasureReasonEnum)
  reason!: ErasureReason

  @Field(() => LegalBasisEnum)
  legalBasis!: LegalBasis

  @Field(() => Date)
  erasedAt!: Date
}

export const toRequestType = (request: ErasureRequest): ErasureRequestType =>
  as(ErasureRequestType, {
    facts: request,
    id: request.id,
    state: request.state,
    scopeKind: request.scope.kind,
    contentItemIds: request.scope.kind === 'content-item' ? request.scope.contentItemIds : [],
    externalId: request.scope.kind === 'external-id' ? request.scope.externalId || null : null,
    reason: request.reason,
    legalBasis: request.legalBasis,
    requestedAt: request.requestedAt,
    decidedAt: request.decidedAt,
    refusalGround: request.refusalGround,
    itemsDone: request.itemsDone,
    failure: request.failure,
    finishedAt: request.finishedAt,
  })

export const toErasurePreview = (preview: Preview): ErasurePreview =>
  as(ErasurePreview, {
    ...preview,
    reach: preview.reach.map(({ kind, count, named = [] }) => ({ kind, count, named })),
    holds: [...preview.holds],
  })
