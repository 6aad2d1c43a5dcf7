import { enumNamed, enumType, type Ref } from '@assize/platform/nest'
import type { ActionKind, Effort } from '@assize/policy'
import { ActionKindEnum, EffortEnum, OutcomeEnum } from '@assize/policy/nest'
import { Field, Float, ID, InputType } from '@nestjs/graphql'
import type { AnsweredBy, Arm, Source, Verdict } from '../verdict.js'
import { verdictOrders, type VerdictOrder, type VersionRange } from '../verdict-store.js'
import { AnsweredByEnum, ArmEnum, SourceEnum } from './verdict.graphql.js'

const OrderDirectionEnum = enumType('OrderDirection', ['asc', 'desc'] as const)
const VerdictOrderFieldEnum = enumType('VerdictOrderField', verdictOrders)

@InputType('VerdictOrder')
export class VerdictOrderInput {
  @Field(() => VerdictOrderFieldEnum)
  field!: VerdictOrder['field']

  @Field(() => OrderDirectionEnum)
  direction!: VerdictOrder['direction']
}

@InputType('VersionRange', {
  description: 'Versions of one policy, both ends included, by commit, its first digits, or v2.',
})
export class VersionRangeInput implements VersionRange {
  @Field(() => String)
  policy!: string

  @Field(() => String)
  from!: string

  @Field(() => String)
  to!: string
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

  @Field(() => String, {
    nullable: true,
    description:
      'Words of the content, or of trace and rationale, as typed into a search box: quoted phrases, or, and - before what must not be there. Only what the caller may read is looked into.',
  })
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

  @Field(() => [String], { nullable: true })
  languages?: string[]

  @Field(() => [String], { nullable: true })
  regions?: string[]

  @Field(() => VersionRangeInput, { nullable: true })
  versions?: Ref<VersionRangeInput>

  @Field(() => [EffortEnum], { nullable: true })
  efforts?: Effort[]

  @Field(() => [AnsweredByEnum], { nullable: true })
  answeredBy?: AnsweredBy[]

  @Field(() => Float, { nullable: true })
  costMicrosAtLeast?: number

  @Field(() => Float, { nullable: true })
  costMicrosAtMost?: number

  @Field(() => Float, { nullable: true })
  latencyMsAtLeast?: number

  @Field(() => Float, { nullable: true })
  latencyMsAtMost?: number

  @Field(() => [ActionKindEnum], {
    nullable: true,
    description: 'What the platform is asked to do now.',
  })
  actions?: ActionKind[]

  @Field(() => [ID], {
    nullable: true,
    description: 'People, one of whom decided its case; matches nothing for callers without cases.',
  })
  reviewers?: string[]

  @Field(() => [enumNamed('AppealState')], { nullable: true })
  appealStates?: string[]

  @Field(() => [enumNamed('AppealOutcome')], { nullable: true })
  appealOutcomes?: string[]

  @Field(() => Boolean, { nullable: true })
  hasAppeal?: boolean

  @Field(() => [ID], { nullable: true, description: 'Who submitted the content.' })
  submittedBy?: string[]

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the content holds an instruction to whoever judges it.',
  })
  instructsJudge?: boolean
}
