import { ContentInput } from '@assize/content/nest'
import type { Ref } from '@assize/platform/nest'
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql'
import { SubjectInput } from './classification.graphql.js'

@InputType()
export class PolicyPromptInput {
  @Field(() => String, { description: 'Of a policy, as it is or as a draft.' })
  text!: string

  @Field(() => ContentInput)
  content!: Ref<ContentInput>

  @Field(() => SubjectInput, { nullable: true })
  subject?: SubjectInput | null
}

@ObjectType()
export class PromptMessage {
  @Field(() => String)
  role!: string

  @Field(() => String, { description: 'Byte for byte as an endpoint is sent it.' })
  content!: string
}

@ObjectType({ description: 'What an endpoint would be sent.' })
export class PolicyPrompt {
  @Field(() => [PromptMessage])
  messages!: Ref<PromptMessage>[]

  @Field(() => Int, { description: 'Of both messages, in the vocabulary of the model.' })
  tokens!: number
}
