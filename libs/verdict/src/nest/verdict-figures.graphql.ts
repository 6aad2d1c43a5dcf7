import type { Ref } from '@assize/platform/nest'
import { OutcomeEnum } from '@assize/policy/nest'
import { ArgsType, Field, InputType, Int, ObjectType } from '@nestjs/graphql'
import type { Verdict } from '../verdict.js'
import type { FiguresScope } from '../verdict-figures.js'
import { FacetCount } from './verdict-facets.graphql.js'
import type { Scope } from './verdict-reader.js'

@ObjectType({ description: 'Verdicts of one outcome on one day.' })
export class OutcomeBucket {
  @Field(() => Date, { description: 'The day, by its first instant in UTC.' })
  at!: Date

  @Field(() => OutcomeEnum)
  outcome!: Verdict['outcome']

  @Field(() => Int)
  count!: number
}

@ObjectType({ description: 'Verdicts under one policy on one day.' })
export class FlaggedBucket {
  @Field(() => Date, { description: 'The day, by its first instant in UTC.' })
  at!: Date

  @Field(() => String)
  policy!: string

  @Field(() => Int)
  verdicts!: number

  @Field(() => Int)
  flagged!: number
}

@ObjectType('VerdictFigures', { description: 'Figures over verdicts of the live arm.' })
export class VerdictFiguresType {
  @Field(() => [OutcomeBucket])
  buckets!: Ref<OutcomeBucket>[]

  @Field(() => [FlaggedBucket])
  flagged!: Ref<FlaggedBucket>[]

  @Field(() => Int)
  undetermined24h!: number

  @Field(() => [FacetCount], { description: 'Why nothing was determined, over the same 24 hours.' })
  undeterminedReasons!: Ref<FacetCount>[]
}

@ObjectType('PolicyFigures', { description: 'Figures over verdicts of the live arm.' })
export class PolicyFiguresType {
  policy!: string
  scope!: FiguresScope
  reader!: Scope | null

  @Field(() => Int)
  verdicts!: number

  @Field(() => Int)
  flagged!: number

  @Field(() => Int)
  violates!: number
}

@InputType('FiguresScope', {
  description: 'Simulated and imported verdicts are counted only when asked for.',
})
export class FiguresScopeInput {
  @Field(() => Int, { nullable: true, description: 'Days up to today, 14 when absent.' })
  days?: number

  @Field(() => Boolean, { nullable: true })
  includeSimulated?: boolean

  @Field(() => Boolean, { nullable: true })
  includeImported?: boolean
}

@ArgsType()
export class PolicyFiguresArgs {
  @Field(() => Int, { nullable: true, defaultValue: 30 })
  days!: number

  @Field(() => Boolean, { nullable: true })
  includeSimulated?: boolean

  @Field(() => Boolean, { nullable: true })
  includeImported?: boolean
}
