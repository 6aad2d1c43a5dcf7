import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { PersonBrief } from '@assize/identity/nest'
import { enumType, resultUnion, type Ref } from '@assize/platform/nest'
import { releaseArms, type ReleaseArmKind } from '../../index.js'
import { PolicyVersionType, PublicationType } from '../policy-version.graphql.js'

export const ReleaseArmKindEnum = enumType('ReleaseArmKind', releaseArms)

@ObjectType('ReleaseArm', {
  description: 'A version is judged in place of the one in force, or beside it.',
})
export class ReleaseArmType {
  @Field(() => ID)
  id!: string

  @Field(() => ReleaseArmKindEnum)
  arm!: ReleaseArmKind

  @Field(() => PolicyVersionType, { nullable: true, description: 'None where it ended.' })
  version!: Ref<PolicyVersionType> | null

  @Field(() => Int, {
    nullable: true,
    description: 'Of a canary: per cent of the content, 1 to 50.',
  })
  share!: number | null

  @Field(() => String, { nullable: true })
  note!: string | null

  @Field(() => PersonBrief)
  setBy!: Ref<PersonBrief>

  @Field(() => Date)
  setAt!: Date
}

@ObjectType({ description: 'An emergency rollback that waits for its approval.' })
export class ApprovalDue {
  @Field(() => String)
  policy!: string

  @Field(() => PublicationType)
  publication!: Ref<PublicationType>

  @Field(() => Date)
  dueAt!: Date

  @Field(() => Boolean)
  overdue!: boolean

  @Field(() => Boolean, {
    description: 'Whether the caller rolled back, and so may not approve it.',
  })
  mine!: boolean
}

@ObjectType({ description: 'An emergency rollback with its approval.' })
export class RollbackApprovalType {
  @Field(() => PublicationType)
  publication!: Ref<PublicationType>

  @Field(() => PersonBrief)
  approvedBy!: Ref<PersonBrief>

  @Field(() => Date)
  approvedAt!: Date

  @Field(() => Boolean, { description: 'It came after its day.' })
  late!: boolean

  @Field(() => String, { nullable: true })
  note!: string | null
}

@InputType()
export class SetReleaseArmInput {
  @Field(() => String)
  policy!: string

  @Field(() => ReleaseArmKindEnum)
  arm!: ReleaseArmKind

  @Field(() => String, { nullable: true, description: 'Absent to end it.' })
  ref?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Of a canary: per cent of the content, 1 to 50.',
  })
  share?: number | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

@InputType()
export class RollbackPolicyInput {
  @Field(() => String)
  policy!: string

  @Field(() => String, { nullable: true, description: 'Absent for the version in force before.' })
  ref?: string | null

  @Field(() => String)
  reason!: string

  @Field(() => Boolean, {
    nullable: true,
    description: 'At once, to be approved within 24 hours.',
  })
  emergency?: boolean | null
}

@InputType()
export class ApproveRollbackInput {
  @Field(() => ID)
  publicationId!: string

  @Field(() => String, { nullable: true })
  note?: string | null
}

export const SetReleaseArmResult = resultUnion('SetReleaseArmResult', [ReleaseArmType])
export const RollbackPolicyResult = resultUnion('RollbackPolicyResult', [PublicationType])
export const ApproveRollbackResult = resultUnion('ApproveRollbackResult', [RollbackApprovalType])
