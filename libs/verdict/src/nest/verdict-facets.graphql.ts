import { PersonBrief } from '@assize/identity/nest'
import { type Ref } from '@assize/platform/nest'
import { Field, Int, ObjectType } from '@nestjs/graphql'

@ObjectType({ description: 'How often a value occurs.' })
export class FacetCount {
  @Field(() => String, { description: 'Words of a closed list as their enums have them.' })
  value!: string

  @Field(() => Int)
  count!: number
}

@ObjectType({ description: 'How many cases of these verdicts a person decided.' })
export class ReviewerCount {
  @Field(() => PersonBrief)
  person!: Ref<PersonBrief>

  @Field(() => Int)
  count!: number
}

@ObjectType('VerdictFacets', {
  description:
    'Counts beside a list of verdicts, the most frequent first. Each is counted under the whole filter but its own part.',
})
export class VerdictFacetsType {
  @Field(() => Boolean, { description: 'Whether counts are reckoned from the newest rows.' })
  estimated!: boolean

  @Field(() => Int)
  total!: number

  @Field(() => Boolean, {
    description: 'There are at least so many; by how many more nobody knows.',
  })
  atLeast!: boolean

  @Field(() => [FacetCount])
  outcome!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  policy!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  findingType!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  caseState!: Ref<FacetCount>[]

  @Field(() => [FacetCount], { description: 'LIVE, IMPORT, or SIMULATED whatever its source.' })
  source!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  model!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  rule!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  language!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  region!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  endpoint!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  effort!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  answeredBy!: Ref<FacetCount>[]

  @Field(() => [FacetCount])
  arm!: Ref<FacetCount>[]

  @Field(() => [FacetCount], { description: 'What the platform is asked to do now.' })
  action!: Ref<FacetCount>[]

  @Field(() => [FacetCount], { description: 'OPEN, or how the newest appeal ended.' })
  appeal!: Ref<FacetCount>[]

  @Field(() => [ReviewerCount], {
    description: 'Who decided their cases; empty for callers without cases.',
  })
  reviewer!: Ref<ReviewerCount>[]
}
