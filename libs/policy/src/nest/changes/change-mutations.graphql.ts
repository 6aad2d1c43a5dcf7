import { Field, ID, InputType } from '@nestjs/graphql'
import { resultUnion } from '@assize/platform/nest'
import type { ChangeState } from '../../index.js'
import { ChangeStateEnum, ChangeType } from './change.graphql.js'

@InputType()
export class OpenChangeInput {
  @Field(() => String)
  branch!: string

  @Field(() => String)
  title!: string

  @Field(() => String, { nullable: true })
  description?: string | null

  @Field(() => String, { nullable: true, description: 'main when absent.' })
  target?: string | null
}

@InputType()
export class ApproveChangeInput {
  @Field(() => ID)
  changeId!: string

  @Field(() => String, { description: 'The head that was looked at; it is refused once it moved.' })
  head!: string

  @Field(() => String, { nullable: true })
  note?: string | null
}

@InputType()
export class RequestChangesInput {
  @Field(() => ID)
  changeId!: string

  @Field(() => String, { nullable: true, description: 'The head that was looked at.' })
  head?: string | null

  @Field(() => String, { description: 'What is to be changed.' })
  note!: string
}

@InputType()
export class CommentChangeInput {
  @Field(() => ID)
  changeId!: string

  @Field(() => String, { description: 'Plain text, at most 4,000 characters.' })
  text!: string
}

@InputType()
export class MergeChangeInput {
  @Field(() => ID)
  changeId!: string

  @Field(() => String, { nullable: true, description: 'The head that was looked at.' })
  head?: string | null
}

@InputType()
export class ChangeFilter {
  @Field(() => ChangeStateEnum, { nullable: true })
  state?: ChangeState | null

  @Field(() => String, { nullable: true })
  branch?: string | null

  @Field(() => ID, { nullable: true })
  openedBy?: string | null
}

export const ChangeResult = resultUnion('ChangeResult', [ChangeType])
