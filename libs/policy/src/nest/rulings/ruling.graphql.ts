import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'
import { PersonBrief } from '@assize/identity/nest'
import { resultUnion, type Ref } from '@assize/platform/nest'
import type { Outcome } from '../../index.js'
import { OutcomeEnum } from '../policy-enums.graphql.js'

@ObjectType({ description: 'A question on a rule, and what its author ruled.' })
export class Ruling {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  policy!: string

  @Field(() => String)
  rule!: string

  @Field(() => String, { nullable: true, description: 'The version in force when it was asked.' })
  commit!: string | null

  @Field(() => ID, { nullable: true })
  caseId!: string | null

  @Field(() => String, { nullable: true, description: 'Null where its words were erased.' })
  question!: string | null

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

export const RulingResult = resultUnion('RulingResult', [Ruling])
