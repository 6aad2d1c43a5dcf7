import { enumNamed, enumType } from '@assize/platform/nest'
import { OutcomeEnum } from '@assize/policy/nest'
import { Field, Float, ID, InputType } from '@nestjs/graphql'
import type { Arm, Source, Verdict } from '../verdict.js'
import { verdictOrders, type VerdictOrder } from '../verdict-store.js'
import { ArmEnum, SourceEnum } from './verdict.graphql.js'

const OrderDirectionEnum = enumType('OrderDirection', ['asc', 'desc'] as const)
const VerdictOrderFieldEnum = enumType('VerdictOrderField', verdictOrders)

@InputType('VerdictOrder')
export class VerdictOrderInput {
  @Field(() => VerdictOrderFieldEnum)
  field!: VerdictOrder['field']

  @Field(() => OrderDirectionEnum)
  direction!: VerdictOrder['direction']
}

@InputType('VerdictFilter', { description: 'All parts must hold.' })
export class VerdictFilterInput {
  @Field(() => [String], { nullable: true })
  policies?: string[]

  @Field(() => String, { nullable: true })
  commit?: string

  @Field(() => [OutcomeEnum], { nullable: true })
  outcomes?: Verdict['outcome'][]

  @Field(() => [enumNamed('FindingType')], { nullable: true })
  findingTypes?: string[]

  @Field(() => Boolean, { nullable: true })
  flagged?: boolean

  @Field(() => [String], { nullable: true })
  models?: string[]

  @Field(() => [String], { nullable: true })
  endpoints?: string[]

  @Field(() => Date, { nullable: true })
  decidedAfter?: Date

  @Field(() => Date, { nullable: true })
  decidedBefore?: Date

  @Field(() => String, { nullable: true, description: 'Words of the content.' })
  text?: string

  @Field(() => String, { nullable: true })
  externalId?: string

  @Field(() => [String], { nullable: true })
  rules?: string[]

  @Field(() => Boolean, { nullable: true })
  simulated?: boolean

  @Field(() => [SourceEnum], { nullable: true })
  sources?: Source[]

  @Field(() => [ArmEnum], { nullable: true })
  arms?: Arm[]

  @Field(() => Float, { nullable: true })
  riskAtLeast?: number

  @Field(() => Float, { nullable: true })
  riskAtMost?: number

  @Field(() => [enumNamed('CaseState')], { nullable: true })
  caseStates?: string[]

  @Field(() => Boolean, { nullable: true })
  hasCase?: boolean

  @Field(() => ID, { nullable: true })
  contentItemId?: string

  @Field(() => String, { nullable: true })
  language?: string
}
