import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import type { Ref } from '@assize/platform/nest'
import { PolicyVersionType } from '../policy-version.graphql.js'
import { ObjectSignature } from '../signatures/signature.graphql.js'
import { ChangeType } from './change.graphql.js'

@ObjectType({ description: 'A version of a policy, or a commit of a branch beside them.' })
export class PolicyGraphNode {
  @Field(() => ID)
  commit!: string

  @Field(() => [String], {
    description: 'The version or commits before it; those not among the nodes are older.',
  })
  parents!: readonly string[]

  @Field(() => PolicyVersionType, { nullable: true, description: 'None for a commit of a branch.' })
  version!: Ref<PolicyVersionType> | null

  @Field(() => [String], { description: 'Branches that are here, beside main.' })
  branches!: readonly string[]

  @Field(() => ChangeType, {
    nullable: true,
    description: 'Which brought the version, or which the commit belongs to.',
  })
  change!: Ref<ChangeType> | null

  @Field(() => String, { description: 'As git names them.' })
  author!: string

  @Field(() => String)
  message!: string

  @Field(() => Date)
  at!: Date

  @Field(() => ObjectSignature, { nullable: true })
  signature!: Ref<ObjectSignature> | null
}

@ObjectType({ description: 'How versions of a policy came about.' })
export class PolicyGraph {
  @Field(() => [PolicyGraphNode], { description: 'Newest first; a node stands above its parents.' })
  nodes!: Ref<PolicyGraphNode>[]

  @Field(() => Int, { description: 'Branches there are beyond those that were looked at.' })
  branchesLeftOut!: number

  @Field(() => String, { nullable: true, description: 'Hand it back for older versions.' })
  endCursor!: string | null

  @Field(() => Boolean)
  hasNextPage!: boolean
}
