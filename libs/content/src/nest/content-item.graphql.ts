import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'

@ObjectType('Message')
export class MessageType {
  @Field(() => Int)
  index!: number

  @Field(() => String)
  role!: string

  @Field(() => String)
  text!: string

  @Field(() => Boolean, { description: 'Whether this turn is judged, or context only.' })
  judged!: boolean
}

@ObjectType('ContentItem')
export class ContentItemType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  kind!: string

  @Field(() => String, { nullable: true })
  externalId?: string | null

  @Field(() => String, { nullable: true })
  language?: string | null

  @Field(() => String, { nullable: true })
  region?: string | null

  @Field(() => Int, { description: 'UTF-16 code units.' })
  characters!: number

  @Field(() => Int)
  turns!: number

  @Field(() => Date)
  recordedAt!: Date
}

@InputType()
export class MessageInput {
  @Field(() => String)
  role!: string

  @Field(() => String)
  content!: string
}

@InputType({ description: 'Exactly one of text and messages.' })
export class ContentInput {
  @Field(() => String, { nullable: true })
  text?: string

  @Field(() => [MessageInput], { nullable: true })
  messages?: MessageInput[]
}
