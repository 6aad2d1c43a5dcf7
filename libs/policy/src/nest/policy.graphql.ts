import { Field, Int, ObjectType } from '@nestjs/graphql'
import { connectionType, type Connection, type Ref } from '@assize/platform/nest'
import { PolicyVersionType, Rule } from './policy-version.graphql.js'

@ObjectType('Policy', { description: 'A named body of rules.' })
export class PolicyType {
  @Field(() => String)
  name!: string

  @Field(() => String)
  title!: string
}

export const PolicyVersionConnection = connectionType(PolicyVersionType, 'PolicyVersion')
export type PolicyVersionConnection = Connection<PolicyVersionType>

@ObjectType({ description: 'A line of a comparison.' })
export class DiffLine {
  @Field(() => String, { description: 'same, added or removed' })
  kind!: string

  @Field(() => Int, { nullable: true })
  base!: number | null

  @Field(() => Int, { nullable: true })
  head!: number | null

  @Field(() => String)
  text!: string
}

@ObjectType({
  description: 'A rule that was added, removed or changed, in its wording or its terms.',
})
export class RuleChange {
  @Field(() => String, { description: 'added, removed or changed' })
  kind!: string

  @Field(() => String)
  code!: string

  @Field(() => Rule, { nullable: true })
  before?: Ref<Rule> | null

  @Field(() => Rule, { nullable: true })
  after?: Ref<Rule> | null
}

@ObjectType({ description: 'What changed from one version to another.' })
export class PolicyComparison {
  @Field(() => String)
  policy!: string

  @Field(() => PolicyVersionType)
  base!: Ref<PolicyVersionType>

  @Field(() => PolicyVersionType)
  head!: Ref<PolicyVersionType>

  @Field(() => [DiffLine])
  lines!: Ref<DiffLine>[]

  @Field(() => [RuleChange])
  rules!: Ref<RuleChange>[]

  @Field(() => Int)
  added!: number

  @Field(() => Int)
  removed!: number
}
