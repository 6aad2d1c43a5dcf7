import { Field, ID, ObjectType } from '@nestjs/graphql'

@ObjectType({ description: 'A person, as far as every colleague may know.' })
export class PersonBrief {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string
}
