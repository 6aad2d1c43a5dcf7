import { Field, Int, ObjectType } from '@nestjs/graphql'
import { PersonBrief } from '@assize/identity/nest'
import type { Ref } from '@assize/platform/nest'
import { PolicyVersionType } from '../policy-version.graphql.js'
import { ChangeType } from './change.graphql.js'

@ObjectType({
  description: 'A commit behind lines or rules, with the change and the approvals behind it.',
})
export class BlameSource {
  @Field(() => String)
  commit!: string

  @Field(() => String, { description: 'As git names them.' })
  author!: string

  @Field(() => PersonBrief, {
    nullable: true,
    description: 'Who brought it in first, whatever it says of its author; absent where unknown.',
  })
  broughtBy!: Ref<PersonBrief> | null

  @Field(() => Date)
  at!: Date

  @Field(() => ChangeType, {
    nullable: true,
    description: 'None for what was committed without one.',
  })
  change!: Ref<ChangeType> | null

  @Field(() => [PersonBrief])
  approvedBy!: Ref<PersonBrief>[]
}

@ObjectType({ description: 'A line of a policy and where it comes from.' })
export class BlameLine {
  @Field(() => Int)
  line!: number

  @Field(() => String)
  text!: string

  @Field(() => Int, { description: 'Its place among the sources.' })
  source!: number
}

@ObjectType({ description: 'A rule and the versions that introduced and last re-worded it.' })
export class BlameRule {
  @Field(() => String)
  code!: string

  @Field(() => PolicyVersionType)
  introduced!: Ref<PolicyVersionType>

  @Field(() => PolicyVersionType)
  reworded!: Ref<PolicyVersionType>

  @Field(() => ChangeType, { nullable: true, description: 'Which brought its present words.' })
  change!: Ref<ChangeType> | null
}

@ObjectType({ description: 'Who wrote each line and each rule of a version.' })
export class PolicyBlame {
  @Field(() => String)
  policy!: string

  @Field(() => String)
  commit!: string

  @Field(() => [BlameSource])
  sources!: Ref<BlameSource>[]

  @Field(() => [BlameLine])
  lines!: Ref<BlameLine>[]

  @Field(() => [BlameRule])
  rules!: Ref<BlameRule>[]
}
