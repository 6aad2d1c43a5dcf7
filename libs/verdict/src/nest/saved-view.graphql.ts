import { PersonBrief } from '@assize/identity/nest'
import { resultUnion, type Ref } from '@assize/platform/nest'
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'

@ObjectType('SavedView', { description: 'A query of the verdict list with a name.' })
export class SavedViewType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String, { description: 'As it stands in the query box.' })
  query!: string

  @Field(() => Boolean)
  shared!: boolean

  @Field(() => Boolean, { description: 'Whether it is the caller’s own, to change and delete.' })
  own!: boolean

  @Field(() => PersonBrief)
  owner!: Ref<PersonBrief>

  @Field(() => Date)
  updatedAt!: Date

  @Field(() => Boolean, {
    description: 'It quoted content that was erased since, and lost that part.',
  })
  wordsErased!: boolean
}

@InputType()
export class SaveViewInput {
  @Field(() => String)
  name!: string

  @Field(() => String)
  query!: string

  @Field(() => Boolean, { nullable: true })
  shared?: boolean | null
}

export const SaveViewResult = resultUnion('SaveViewResult', [SavedViewType])
export const DeleteViewResult = resultUnion('DeleteViewResult', [SavedViewType])
