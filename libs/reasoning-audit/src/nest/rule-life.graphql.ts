import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql'
import type { RuleLife } from './rule-lives.js'

@ObjectType('RuleLife', {
  description: 'What became of a rule over all versions of its policy, in the live arm.',
})
export class RuleLifeType implements RuleLife {
  @Field(() => String)
  code!: string

  @Field(() => Int, { description: 'Verdicts that name it.' })
  named!: number

  @Field(() => Int, { description: 'Of them, those that violate.' })
  fired!: number

  @Field(() => Int)
  flagged!: number

  @Field(() => Int, { description: 'Verdicts naming it that a person corrected.' })
  overturned!: number

  @Field(() => Int, {
    description:
      'Verdicts that go by it though their version did not define it; of the newest 500 with such a code.',
  })
  citedUndefined!: number
}

@ArgsType()
export class RuleLifeArgs {
  @Field(() => Boolean, { nullable: true })
  includeSimulated?: boolean | null

  @Field(() => Boolean, { nullable: true })
  includeImported?: boolean | null
}
