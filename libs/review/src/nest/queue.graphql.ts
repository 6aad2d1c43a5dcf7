import { Field, Int, ObjectType } from '@nestjs/graphql'
import type { QueueFigures } from './queue-figures.js'

@ObjectType('Queue', { description: 'An ordered set of cases for people.' })
export class QueueType implements QueueFigures {
  @Field(() => String)
  name!: string

  @Field(() => String)
  policy!: string

  @Field(() => Int)
  waiting!: number

  @Field(() => Int)
  leased!: number

  @Field(() => Int)
  escalated!: number

  @Field(() => Int)
  dueSoon!: number

  @Field(() => Int)
  overdue!: number

  @Field(() => Date, { nullable: true, description: 'When its oldest open case was opened.' })
  oldestAt!: Date | null
}
