import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'
import { PersonBrief } from '@assize/identity/nest'
import { resultUnion, type Ref } from '@assize/platform/nest'
import type { Outcome } from '../../index.js'
import { OutcomeEnum } from '../policy-enums.graphql.js'

@ObjectType('Example', { description: 'An example on a branch, in words of its author.' })
export class ExampleType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  branch!: string

  @Field(() => String)
  commit!: string

  @Field(() => ID, { nullable: true, description: 'The newest change that asks for the branch.' })
  changeId!: string | null

  @Field(() => PersonBrief)
  takenBy!: Ref<PersonBrief>

  @Field(() => Date)
  takenAt!: Date
}

@ObjectType({ description: 'A question on a rule, and what its author ruled.' })
export class Ruling {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  policy!: string

  @Field(() => String)
  rule!: string

  @Field(() => String, { nullable: true, description: 'The version it was asked of.' })
  commit!: string | null

  @Field(() => ID, { nullable: true })
  caseId!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Null once its words were erased, and to whom they are withheld.',
  })
  question!: string | null

  @Field(() => Boolean, {
    description: 'Whether the question is about content that is not yours to see.',
  })
  withheld!: boolean

  @Field(() => PersonBrief)
  askedBy!: Ref<PersonBrief>

  @Field(() => Date)
  askedAt!: Date

  @Field(() => String, { nullable: true })
  answer!: string | null

  @Field(() => OutcomeEnum, { nullable: true, description: 'As an example of the next version.' })
  outcome!: Outcome | null

  @Field(() => PersonBrief, { nullable: true })
  ruledBy!: Ref<PersonBrief> | null

  @Field(() => Date, { nullable: true })
  ruledAt!: Date | null

  @Field(() => [ExampleType], { description: 'What authors made of it, newest first.' })
  examples!: Ref<ExampleType>[]
}

@ObjectType('ExampleOffer', {
  description: 'A correction that was offered as an example for the next version.',
})
export class ExampleOfferType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  policy!: string

  @Field(() => String, { description: 'The version it was judged under.' })
  commit!: string

  @Field(() => ID)
  caseId!: string

  @Field(() => ID)
  decisionId!: string

  @Field(() => OutcomeEnum)
  outcome!: Outcome

  @Field(() => [String])
  rules!: string[]

  @Field(() => String, { nullable: true, description: 'Null once erased.' })
  content!: string | null

  @Field(() => String, { nullable: true, description: 'Null once erased.' })
  note!: string | null

  @Field(() => PersonBrief)
  offeredBy!: Ref<PersonBrief>

  @Field(() => Date)
  offeredAt!: Date

  @Field(() => [ExampleType], { description: 'What authors made of it, newest first.' })
  examples!: Ref<ExampleType>[]
}

@InputType({ description: 'Of a ruling or of an offer.' })
export class TakeExampleInput {
  @Field(() => ID, { nullable: true })
  rulingId?: string | null

  @Field(() => ID, { nullable: true })
  offerId?: string | null

  @Field(() => String, { description: 'In your own words: nothing committed can be erased.' })
  content!: string

  @Field(() => String, { description: 'One of the labels of the policy.' })
  label!: string

  @Field(() => [String])
  rules!: string[]

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Also among the examples of the text, where answers are one word.',
  })
  inText?: boolean | null

  @Field(() => String, { nullable: true, description: 'A new branch where absent.' })
  branch?: string | null
}

@InputType()
export class AskRulingInput {
  @Field(() => String)
  policy!: string

  @Field(() => String, { description: 'The code of a rule of the version in force.' })
  rule!: string

  @Field(() => String, { description: 'Plain text, at most 4,000 characters.' })
  question!: string

  @Field(() => ID, { nullable: true, description: 'The case it came up in.' })
  caseId?: string | null
}

@InputType()
export class RuleInput {
  @Field(() => ID)
  rulingId!: string

  @Field(() => String)
  answer!: string

  @Field(() => OutcomeEnum, {
    nullable: true,
    description: 'What the case in question is, as an example.',
  })
  outcome?: Outcome | null
}

@ObjectType({ description: 'The branch, its new head, and the change that asks for it.' })
export class TakenExample {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  branch!: string

  @Field(() => String)
  commit!: string

  @Field(() => ID)
  changeId!: string
}

export const TakeExampleResult = resultUnion('TakeExampleResult', [TakenExample])
export const RulingResult = resultUnion('RulingResult', [Ruling])
