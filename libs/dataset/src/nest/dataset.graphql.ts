import { connectionType, GraphQLBigInt, GraphQLJSON, type Connection } from '@assize/platform/nest'
import type { Outcome } from '@assize/policy'
import { OutcomeEnum } from '@assize/policy/nest'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import type { ItemKind } from '../dataset.js'
import type { Split } from '../split.js'

@ObjectType('DatasetShare', { description: 'How many items of a kind a split holds.' })
export class DatasetShareType {
  @Field(() => String)
  policy!: string

  @Field(() => String)
  label!: string

  @Field(() => String, { description: 'train, dev or test' })
  split!: Split

  @Field(() => String, { description: 'correction or agreement' })
  kind!: ItemKind

  @Field(() => Int)
  count!: number
}

@ObjectType('DatasetItem', { description: 'A labelled item, with where it came from.' })
export class DatasetItemType {
  verdictId!: string

  @Field(() => Int)
  position!: number

  @Field(() => String)
  policy!: string

  @Field(() => String)
  policyCommit!: string

  @Field(() => String, { description: 'As the policy words it.' })
  label!: string

  @Field(() => OutcomeEnum)
  outcome!: Outcome

  @Field(() => [String])
  rules!: readonly string[]

  @Field(() => String, { description: 'correction or agreement' })
  kind!: ItemKind

  @Field(() => String, { description: 'train, dev or test' })
  split!: Split

  @Field(() => Boolean, { description: 'The verdict that was looked at came from a simulator.' })
  simulated!: boolean

  @Field(() => ID)
  decisionId!: string
}

@ObjectType('DatasetExport', { description: 'A file made of a data set.' })
export class DatasetExportType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  dataset!: string

  @Field(() => Int)
  version!: number

  @Field(() => String, { description: 'CHAT_JSONL' })
  format!: string

  @Field(() => String, { nullable: true, description: 'Null for all of them.' })
  split!: string | null

  @Field(() => Int)
  lines!: number

  @Field(() => Int, { description: 'Items whose content had been erased by then.' })
  leftOut!: number

  @Field(() => GraphQLBigInt)
  sizeBytes!: bigint

  @Field(() => String)
  sha256!: string

  @Field(() => String, { description: 'Where its bytes are served.' })
  url!: string

  @Field(() => Date)
  recordedAt!: Date
}

@ObjectType('Dataset', { description: 'One version of a named set of labelled items.' })
export class DatasetType {
  builtById!: string

  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => Int)
  version!: number

  @Field(() => String)
  purpose!: string

  @Field(() => Int)
  items!: number

  @Field(() => String, { description: 'SHA-256 over the digests of its items.' })
  digest!: string

  @Field(() => Boolean, { description: 'At least one of its verdicts came from a simulator.' })
  simulated!: boolean

  @Field(() => String, { description: 'What the splits are keyed by.' })
  seed!: string

  @Field(() => GraphQLJSON, {
    description: 'What was chosen, how it was shared out, what was left out.',
  })
  selection!: unknown

  @Field(() => Date)
  recordedAt!: Date
}

export const DatasetItemConnection = connectionType(DatasetItemType, 'DatasetItem')
export type DatasetItemConnection = Connection<DatasetItemType>
