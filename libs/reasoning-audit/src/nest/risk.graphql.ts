import { PersonBrief } from '@assize/identity/nest'
import { enumType, resultUnion, type Ref } from '@assize/platform/nest'
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql'
import { riskPopulations, type RiskPopulation } from '../risk-refit.js'

export const RiskPopulationType = enumType('RiskPopulation', riskPopulations)

@ObjectType('RiskBin', { description: 'Verdicts whose risk lies in a tenth of the scale.' })
export class RiskBinType {
  @Field(() => Float) from!: number
  @Field(() => Float) to!: number
  @Field(() => Int) verdicts!: number
  @Field(() => Float, { nullable: true, description: 'Mean risk.' }) expected!: number | null
  @Field(() => Float, { nullable: true, description: 'Share that was wrong.' })
  observed!: number | null
}

@ObjectType('RiskCapture')
export class RiskCaptureType {
  @Field(() => Float, { description: 'The part of the queue, highest risk first.' }) of!: number
  @Field(() => Float, {
    nullable: true,
    description: 'Of all wrong verdicts; null where none is wrong.',
  })
  share!: number | null
}

@ObjectType('RiskFigures')
export class RiskFiguresType {
  @Field(() => Int) verdicts!: number
  @Field(() => Int) wrong!: number
  @Field(() => Float, {
    nullable: true,
    description:
      'How often a wrong verdict has more risk than a right one of its policy; null where no policy has both.',
  })
  auroc!: number | null
  @Field(() => Float) brier!: number
  @Field(() => Float) calibrationError!: number
  @Field(() => [RiskBinType]) bins!: RiskBinType[]
  @Field(() => [RiskCaptureType]) capture!: RiskCaptureType[]
}

@ObjectType('RiskRefit', { description: 'Weights fitted to decisions.' })
export class RiskRefitType {
  @Field(() => ID) id!: string
  @Field() version!: string
  @Field(() => Boolean, { description: 'Ranked no worse than the shipped ones.' }) taken!: boolean
  @Field(() => Int) decisions!: number
  @Field({ description: 'SHA-256 of the rows they were fitted to.' }) dataDigest!: string
  @Field(() => RiskFiguresType, {
    description: 'On the latest decisions, by weights fitted to those before.',
  })
  figures!: Ref<RiskFiguresType>
  @Field(() => Float, { nullable: true, description: 'The shipped weights on the same decisions.' })
  shippedAuroc!: number | null
  @Field(() => PersonBrief, { nullable: true, description: 'Null where it was time.' })
  askedBy!: Ref<PersonBrief> | null
  @Field(() => Date) fittedAt!: Date
}

@ObjectType('RiskModel', { description: 'What tells the risk of verdicts recorded now.' })
export class RiskModelType {
  @Field(() => RiskPopulationType) population!: RiskPopulation
  @Field() version!: string
  @Field(() => Date, { nullable: true, description: 'Null for the shipped weights.' })
  fittedAt!: Date | null
  @Field(() => Float, { nullable: true }) auroc!: number | null
  @Field(() => RiskFiguresType, { description: 'On verdicts that the weights had not seen.' })
  figures!: Ref<RiskFiguresType>
  @Field(() => RiskFiguresType, {
    description: 'Risks as they were told when recorded, against what people decided since.',
  })
  onDecisions!: Ref<RiskFiguresType>
  @Field(() => Int, { description: 'Decisions that weights can be fitted to.' }) usable!: number
  @Field(() => Int, {
    description:
      'After so many days with new decisions they are fitted by themselves; 0 for never.',
  })
  everyDays!: number
  @Field(() => Int) fewestDecisions!: number
  @Field(() => Int) fewestWrong!: number
  @Field(() => [RiskRefitType], { description: 'Newest first, the latest 50.' })
  refits!: Ref<RiskRefitType>[]
}

@ObjectType('RiskRefitAsked', { description: 'A worker fits; the weights appear under this id.' })
export class RiskRefitAskedType {
  @Field(() => ID) id!: string
}

export const RefitRiskResult = resultUnion('RefitRiskResult', [RiskRefitAskedType])
