import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { PersonBrief } from '@assize/identity/nest'
import { connectionType, enumType, type Connection, type Ref } from '@assize/platform/nest'
import {
  changedFields,
  changeEventKinds,
  changeStates,
  checkStates,
  obstacleKinds,
  type ChangeEventKind,
  type CheckState,
  type ObstacleKind,
} from '../../index.js'
import { DiffLine, RuleChange } from '../policy.graphql.js'

export const ChangeStateEnum = enumType('ChangeState', changeStates)
export const ChangeEventKindEnum = enumType('ChangeEventKind', changeEventKinds)
export const CheckStateEnum = enumType('CheckState', checkStates)
export const ObstacleKindEnum = enumType('ObstacleKind', obstacleKinds)
export const ChangedFieldEnum = enumType('ChangedField', changedFields)

@ObjectType('Change', { description: 'A branch that is to be merged into another.' })
export class ChangeType {
  @Field(() => ID)
  id!: string

  @Field(() => Int)
  number!: number

  @Field(() => String)
  title!: string

  @Field(() => String)
  description!: string

  @Field(() => String)
  branch!: string

  @Field(() => String)
  target!: string

  /** Shown as `openedBy`. */
  openedById!: string

  @Field(() => Date)
  openedAt!: Date

  /** Shown as `reverts`. */
  revertsId!: string | null
}

export const ChangeConnection = connectionType(ChangeType, 'Change')
export type ChangeConnection = Connection<ChangeType>

@ObjectType({ description: 'Something said or done of a change.' })
export class ChangeEvent {
  @Field(() => ID)
  id!: string

  @Field(() => ChangeEventKindEnum)
  kind!: ChangeEventKind

  @Field(() => PersonBrief)
  by!: Ref<PersonBrief>

  @Field(() => String, { nullable: true, description: 'The head it is about.' })
  commit!: string | null

  @Field(() => String, { nullable: true, description: 'Plain text.' })
  words!: string | null

  @Field(() => Date)
  recordedAt!: Date

  @Field(() => Boolean, {
    description: 'Whether it still counts: of an approval, for the head as it is.',
  })
  stands!: boolean
}

@ObjectType({ description: 'How a check of a commit stands. It is of that commit only.' })
export class PolicyCheck {
  @Field(() => ID, { nullable: true, description: 'Absent while nobody reported of it.' })
  id!: string | null

  @Field(() => String)
  commit!: string

  @Field(() => String)
  name!: string

  @Field(() => Boolean, { description: 'The target asks for it.' })
  required!: boolean

  @Field(() => CheckStateEnum)
  state!: CheckState

  @Field(() => String, { nullable: true })
  reportId!: string | null

  @Field(() => String, { nullable: true })
  summary!: string | null

  @Field(() => Date, { nullable: true })
  reportedAt!: Date | null
}

@ObjectType({ description: 'What stands between a change and its target.' })
export class Obstacle {
  @Field(() => ObstacleKindEnum)
  kind!: ObstacleKind

  @Field(() => String)
  message!: string
}

@ObjectType({ description: 'Who answers for a path, and whether one of them approved.' })
export class PathOwners {
  @Field(() => String)
  path!: string

  @Field(() => [String], { description: 'Addresses of people or names of roles.' })
  owners!: readonly string[]

  @Field(() => Boolean)
  approved!: boolean
}

@ObjectType({
  description: 'Whether a change may be merged now, and whether it would go without conflict.',
})
export class Mergeability {
  @Field(() => Boolean)
  mergeable!: boolean

  @Field(() => [Obstacle])
  obstacles!: Ref<Obstacle>[]

  @Field(() => [String], {
    description: 'Paths on which branch and target do not agree, or that are too long to tell.',
  })
  conflicts!: readonly string[]

  @Field(() => [String], { description: 'What resolves the conflicts in git; empty without any.' })
  commands!: readonly string[]

  @Field(() => Int)
  requiredApprovals!: number

  @Field(() => Int)
  approvals!: number

  @Field(() => [PathOwners], { description: 'Of the paths that have owners.' })
  owners!: Ref<PathOwners>[]
}

@ObjectType({ description: 'A commit of a branch.' })
export class ChangeCommit {
  @Field(() => ID)
  oid!: string

  @Field(() => String, { description: 'As git names them.' })
  author!: string

  @Field(() => PersonBrief, {
    nullable: true,
    description: 'Who brought it in first, whatever it says of its author; absent where unknown.',
  })
  broughtBy!: Ref<PersonBrief> | null

  @Field(() => String)
  message!: string

  @Field(() => Date)
  at!: Date

  @Field(() => [String])
  parents!: readonly string[]
}

@ObjectType({ description: 'What a change does to one file.' })
export class FileChange {
  @Field(() => String)
  path!: string

  @Field(() => String, { description: 'added, removed or changed' })
  kind!: string

  @Field(() => [DiffLine])
  lines!: Ref<DiffLine>[]

  @Field(() => Boolean, {
    description: 'It is too long to be told line by line, and has no lines here.',
  })
  cut!: boolean

  @Field(() => Int)
  added!: number

  @Field(() => Int)
  removed!: number
}

@ObjectType({ description: 'A test case that came, went, or is to come out otherwise.' })
export class ExampleChange {
  @Field(() => String, { description: 'added, removed or changed' })
  kind!: string

  @Field(() => Int, { description: 'Its line of cases.jsonl, on the side that has it.' })
  line!: number

  @Field(() => String, { nullable: true })
  labelBefore!: string | null

  @Field(() => String, { nullable: true })
  labelAfter!: string | null

  @Field(() => [String])
  rules!: readonly string[]
}

@ObjectType({ description: 'What a change does to one policy: by file, by rule, by example.' })
export class PolicyChange {
  @Field(() => String)
  policy!: string

  @Field(() => [FileChange])
  files!: Ref<FileChange>[]

  @Field(() => [RuleChange])
  rules!: Ref<RuleChange>[]

  @Field(() => [ExampleChange])
  examples!: Ref<ExampleChange>[]
}

@ObjectType({ description: 'A change as a whole, as it is now.' })
export class ChangeDetail {
  @Field(() => String, {
    description: 'Where the branch is; of a change that ended, where it was.',
  })
  head!: string

  @Field(() => String, { nullable: true, description: 'Where branch and target last were one.' })
  base!: string | null

  @Field(() => String, { nullable: true })
  mergeCommit!: string | null

  @Field(() => [PersonBrief], { description: 'Everybody whose work it holds.' })
  authors!: Ref<PersonBrief>[]

  @Field(() => [ChangeCommit], { description: 'Newest first.' })
  commits!: Ref<ChangeCommit>[]

  @Field(() => [PolicyCheck], {
    description: 'Of the head; required ones nobody reported are queued.',
  })
  checks!: Ref<PolicyCheck>[]

  @Field(() => Mergeability)
  merge!: Ref<Mergeability>

  @Field(() => [ChangeEvent], { description: 'Oldest first.' })
  events!: Ref<ChangeEvent>[]

  @Field(() => [PolicyChange])
  policies!: Ref<PolicyChange>[]

  @Field(() => [FileChange], { description: 'Files beside the policies.' })
  files!: Ref<FileChange>[]
}
