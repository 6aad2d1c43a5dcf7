import { Field, InputType } from '@nestjs/graphql'
import { resultUnion } from '@assize/platform/nest'
import { BranchCommit } from './changes/branch.graphql.js'
import { PolicyVersionType, PublicationType } from './policy-version.graphql.js'

@InputType()
export class CommitPolicyInput {
  @Field(() => String)
  policy!: string

  @Field(() => String)
  text!: string

  @Field(() => String, { description: 'policy.yaml' })
  manifest!: string

  @Field(() => String, {
    nullable: true,
    description: 'cases.jsonl; absent to keep what is there.',
  })
  cases?: string | null

  @Field(() => String)
  message!: string

  @Field(() => String, {
    nullable: true,
    description:
      'The commit of the newest version the author saw; HEAD_MOVED when there is a newer one.',
  })
  parent?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Absent for a version at once. Commits a draft to that branch, whose head is then the parent.',
  })
  branch?: string | null
}

@InputType()
export class PublishPolicyInput {
  @Field(() => String)
  policy!: string

  @Field(() => String)
  ref!: string

  @Field(() => String, { nullable: true })
  note?: string | null
}

export const CommitPolicyResult = resultUnion('CommitPolicyResult', [
  PolicyVersionType,
  BranchCommit,
])
export const PublishPolicyResult = resultUnion('PublishPolicyResult', [PublicationType])
