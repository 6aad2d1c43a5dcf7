import { Field, InputType, ObjectType } from '@nestjs/graphql'
import { resultUnion, type Ref } from '@assize/platform/nest'
import { BranchCommit } from './branch.graphql.js'

@ObjectType({ description: 'A line of OWNERS.' })
export class OwnersLine {
  @Field(() => String)
  pattern!: string

  @Field(() => [String], { description: 'Addresses of people or names of roles.' })
  owners!: readonly string[]
}

@ObjectType({ description: 'Who answers for which paths, as a branch has it.' })
export class BranchOwners {
  @Field(() => String)
  branch!: string

  @Field(() => String, { description: 'The head of the branch; hand it back as the parent.' })
  head!: string

  @Field(() => String, { description: 'OWNERS; empty where there is none.' })
  text!: string

  @Field(() => [OwnersLine], { description: 'Of those that match a path the last one counts.' })
  lines!: Ref<OwnersLine>[]
}

@InputType()
export class CommitOwnersInput {
  @Field(() => String, { description: 'Not main: who answers for paths changes by a change.' })
  branch!: string

  @Field(() => String, { description: 'OWNERS as a whole.' })
  text!: string

  @Field(() => String)
  message!: string

  @Field(() => String, { nullable: true, description: 'The head of the branch the author saw.' })
  parent?: string | null
}

export const CommitOwnersResult = resultUnion('CommitOwnersResult', [BranchCommit])
