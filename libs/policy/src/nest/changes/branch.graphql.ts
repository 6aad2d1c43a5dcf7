import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { PersonBrief } from '@assize/identity/nest'
import { resultUnion, type Ref } from '@assize/platform/nest'
import type { Effort } from '../../index.js'
import { EffortEnum } from '../policy-enums.graphql.js'

@ObjectType({ description: 'A line of work beside the versions.' })
export class Branch {
  @Field(() => ID)
  name!: string

  @Field(() => String)
  head!: string
}

@ObjectType({ description: 'What a check that asks a model counts on; null for any.' })
export class JudgedBy {
  @Field(() => String, { nullable: true, description: 'The endpoint, by its name.' })
  endpoint!: string | null

  @Field(() => String, { nullable: true })
  model!: string | null

  @Field(() => EffortEnum, { nullable: true, description: 'The policy’s own when absent.' })
  effort!: Effort | null
}

@ObjectType({
  description: 'What holds for a branch, by the rule that fits it best or by what is usual.',
})
export class BranchDemands {
  @Field(() => String, { nullable: true, description: 'Of the rule; none for what is usual.' })
  pattern!: string | null

  @Field(() => Int)
  requiredApprovals!: number

  @Field(() => [String])
  requiredChecks!: readonly string[]

  @Field(() => Boolean)
  directCommits!: boolean

  @Field(() => JudgedBy, { nullable: true, description: 'Absent where any model may answer.' })
  judgedBy!: Ref<JudgedBy> | null
}

@ObjectType({ description: 'A commit on a branch: a draft, not a version.' })
export class BranchCommit {
  @Field(() => String)
  branch!: string

  @Field(() => ID)
  commit!: string
}

@ObjectType({ description: 'A policy as a branch has it; it need not be a version, nor sound.' })
export class PolicyDraft {
  @Field(() => String)
  policy!: string

  @Field(() => String)
  branch!: string

  @Field(() => String, { description: 'The head of the branch; hand it back as the parent.' })
  head!: string

  @Field(() => String)
  text!: string

  @Field(() => String)
  manifestYaml!: string

  @Field(() => String)
  cases!: string
}

@ObjectType({ description: 'What branches of a pattern ask of whoever moves them.' })
export class BranchRule {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  pattern!: string

  @Field(() => Int)
  requiredApprovals!: number

  @Field(() => [String])
  requiredChecks!: readonly string[]

  @Field(() => Boolean, { description: 'Whether it takes commits without a change.' })
  directCommits!: boolean

  @Field(() => JudgedBy, { nullable: true, description: 'Absent where any model may answer.' })
  judgedBy!: Ref<JudgedBy> | null

  @Field(() => Boolean, { description: 'It asks for less than what held before.' })
  loosened!: boolean

  @Field(() => String, { nullable: true })
  reason!: string | null

  @Field(() => PersonBrief, { nullable: true, description: 'Nobody for what is usual.' })
  setBy!: Ref<PersonBrief> | null

  @Field(() => Date, { nullable: true })
  setAt!: Date | null
}

@InputType()
export class JudgedByInput {
  @Field(() => String, { nullable: true })
  endpoint?: string | null

  @Field(() => String, { nullable: true })
  model?: string | null

  @Field(() => EffortEnum, { nullable: true })
  effort?: Effort | null
}

@InputType()
export class SetBranchRuleInput {
  @Field(() => String, { description: 'A name of a branch, with * for any run of characters.' })
  pattern!: string

  @Field(() => Int)
  requiredApprovals!: number

  @Field(() => [String])
  requiredChecks!: string[]

  @Field(() => Boolean)
  directCommits!: boolean

  @Field(() => JudgedByInput, {
    nullable: true,
    description: 'Absent to keep what the pattern’s rule says, null for any.',
  })
  judgedBy?: JudgedByInput | null

  @Field(() => String, { nullable: true, description: 'Required to ask for less than before.' })
  reason?: string | null
}

@InputType()
export class CreateBranchInput {
  @Field(() => String)
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'A branch, tag or commit; main when absent.',
  })
  from?: string | null
}

@InputType()
export class CherryPickInput {
  @Field(() => String)
  commit!: string

  @Field(() => String)
  onto!: string
}

@InputType()
export class RevertCommitInput {
  @Field(() => String)
  commit!: string

  @Field(() => String)
  onto!: string
}

export const CreateBranchResult = resultUnion('CreateBranchResult', [Branch])
export const CherryPickResult = resultUnion('CherryPickResult', [BranchCommit])
export const RevertCommitResult = resultUnion('RevertCommitResult', [BranchCommit])
export const SetBranchRuleResult = resultUnion('SetBranchRuleResult', [BranchRule])
