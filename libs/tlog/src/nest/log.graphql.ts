import { GraphQLBigInt, type Ref } from '@assize/platform/nest'
import { Field, Int, ObjectType } from '@nestjs/graphql'

@ObjectType('LogEntry', { description: 'Where a row of the record stands in the log.' })
export class LogEntryType {
  @Field(() => GraphQLBigInt)
  index!: bigint

  @Field(() => String, { description: 'In hex.' })
  leafHash!: string

  @Field(() => String, { description: 'The bytes of the leaf: canonical JSON.' })
  entry!: string
}

@ObjectType({ description: 'What a witness signed of a checkpoint.' })
export class LogCosignature {
  @Field(() => String)
  witness!: string

  @Field(() => Date, { description: "By the witness's clock." })
  cosignedAt!: Date
}

@ObjectType({ description: 'A signed tree head: how many entries, and their root.' })
export class LogCheckpoint {
  @Field(() => String)
  origin!: string

  @Field(() => GraphQLBigInt)
  size!: bigint

  @Field(() => String, { description: 'In base64, as in the note.' })
  root!: string

  @Field(() => Date)
  signedAt!: Date

  @Field(() => String, { description: 'The signed note, cosignatures included.' })
  note!: string

  @Field(() => [LogCosignature])
  cosignatures!: Ref<LogCosignature[]>
}

@ObjectType({ description: 'Somebody else who signs what they have seen of the log.' })
export class LogWitness {
  @Field(() => String)
  name!: string

  @Field(() => String)
  url!: string

  @Field(() => String)
  vkey!: string

  @Field(() => GraphQLBigInt, { description: 'How large a tree it has seen.' })
  size!: bigint

  @Field(() => Boolean, { description: 'It holds a tree that is not this one.' })
  conflict!: boolean

  @Field(() => String, { nullable: true })
  failure!: string | null

  @Field(() => Date)
  seenAt!: Date
}

@ObjectType({ description: 'A key the log is, or was, signed with.' })
export class LogVerifierKey {
  @Field(() => String)
  origin!: string

  @Field(() => String)
  vkey!: string

  @Field(() => Date)
  introducedAt!: Date

  @Field(() => Date, { nullable: true })
  retiredAt!: Date | null
}

@ObjectType({ description: 'One signed page about a day.' })
export class LogDigest {
  @Field(() => String, { description: 'As 2026-05-03, in UTC.' })
  day!: string

  @Field(() => Date)
  madeAt!: Date

  @Field(() => String)
  note!: string
}

@ObjectType({ description: 'The same tree went on under another name.' })
export class LogContinuation {
  @Field(() => String)
  fromOrigin!: string

  @Field(() => String)
  toOrigin!: string

  @Field(() => GraphQLBigInt)
  size!: bigint

  @Field(() => String, { nullable: true })
  reason!: string | null

  @Field(() => Date)
  recordedAt!: Date
}

@ObjectType({
  description:
    'What the worker found when it last held the log to itself and the record to the log.',
})
export class LogWatchState {
  @Field(() => GraphQLBigInt, { description: 'Entries that had been verified by then.' })
  size!: bigint

  @Field(() => Date, {
    nullable: true,
    description: 'Null until they have been for the first time.',
  })
  verifiedAt!: Date | null

  @Field(() => Date, {
    nullable: true,
    description: 'When the last pass over every entry, row and listed verdict began.',
  })
  wholeBeganAt!: Date | null

  @Field(() => String, {
    nullable: true,
    description: 'The first thing that is not as it was logged.',
  })
  difference!: string | null
}

@ObjectType('LogState', { description: 'How far the log has grown, and who vouches for it.' })
export class LogStateType {
  @Field(() => String, { nullable: true, description: 'Null until it is first used.' })
  origin!: string | null

  @Field(() => GraphQLBigInt)
  size!: bigint

  @Field(() => String, { nullable: true, description: 'Why nothing is signed any more.' })
  halted!: string | null

  @Field(() => String, { nullable: true, description: 'Why nothing is signed for the time being.' })
  unsigned!: string | null
}

@ObjectType({ description: 'Rows that wait for their place.' })
export class LogLine {
  @Field(() => Int, { description: 'Counted up to 10,000.' })
  waiting!: number

  @Field(() => Boolean, { description: 'Whether more wait than were counted.' })
  more!: boolean

  @Field(() => Int, { description: 'Rows in line whose record is not there.' })
  missing!: number
}
