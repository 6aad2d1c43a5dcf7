import { Field, Float, Int, ObjectType } from '@nestjs/graphql'

@ObjectType('InjectionRate', {
  description: 'Content of one source that instructs the judge, of the last 24 hours.',
})
export class InjectionRateType {
  @Field(() => String, { description: 'Who submitted the content.' })
  source!: string

  @Field(() => String)
  sourceName!: string

  @Field(() => Int)
  attempts!: number

  @Field(() => Int)
  verdicts!: number

  @Field(() => Float)
  rate!: number

  @Field(() => Float, { description: 'Of the seven days before.' })
  pastRate!: number

  @Field(() => Float, { description: 'As set, or twice the past rate where that is more.' })
  threshold!: number

  @Field(() => Boolean)
  above!: boolean
}
