import { connectionType, enumType, type Ref } from '@assize/platform/nest'
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'
import { auditOutcomes, type Actor, type AuditEvent, type AuditOutcome } from '../audit-event.js'
import { hex, rolesIn } from './audit-cloud-event.js'
import { PersonBrief } from './person-brief.graphql.js'

export const AuditOutcomeEnum = enumType('AuditOutcome', auditOutcomes)
export const AuditActorKindEnum = enumType('AuditActorKind', [
  ...(['person', 'service', 'system', 'stranger'] as const),
])

@ObjectType('AuditTarget', { description: 'What an act was about.' })
export class AuditTargetType {
  @Field(() => String, { description: 'verdict, content-item, case, policy, …' })
  type!: string

  @Field(() => [ID], { description: 'One; none where nothing came to be; all that a list showed.' })
  ids!: string[]
}

@ObjectType('AuditEvent', { description: 'Somebody saw, changed or took out something.' })
export class AuditEventType {
  /** Shown as `actor`, the name behind it. */
  actorId!: string | null

  @Field(() => ID)
  id!: string

  @Field(() => AuditActorKindEnum)
  actorKind!: Actor['kind']

  @Field(() => [String], { description: 'The roles held at that moment.' })
  roles!: string[]

  @Field(() => String, { description: 'Dotted, in the past: case.decided.' })
  action!: string

  @Field(() => AuditTargetType)
  target!: Ref<AuditTargetType>

  @Field(() => String, { nullable: true, description: "SHA-256 of the object's state, in hex." })
  before!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The same afterwards, or of the file that was handed out.',
  })
  after!: string | null

  @Field(() => String, { nullable: true })
  reason!: string | null

  @Field(() => AuditOutcomeEnum)
  outcome!: AuditOutcome

  @Field(() => String, { nullable: true, description: 'Of the refusal or failure.' })
  code!: string | null

  @Field(() => String, { nullable: true })
  requestId!: string | null

  @Field(() => Date)
  recordedAt!: Date
}

export const AuditEventConnection = connectionType(AuditEventType, 'AuditEvent')

@InputType()
export class AuditTargetInput {
  @Field(() => String)
  type!: string

  @Field(() => ID)
  id!: string
}

@InputType({ description: 'All parts must hold; an absent part holds always.' })
export class AuditFilterInput {
  @Field(() => ID, { nullable: true })
  actorId?: string | null

  @Field(() => String, { nullable: true, description: 'An action, or how it begins: case.' })
  action?: string | null

  @Field(() => String, { nullable: true })
  targetType?: string | null

  @Field(() => [AuditTargetInput], {
    nullable: true,
    description: 'Any of these, alone or among those a list showed; at most 20.',
  })
  targets?: AuditTargetInput[] | null

  @Field(() => Date, { nullable: true })
  recordedAfter?: Date | null

  @Field(() => Date, { nullable: true })
  recordedBefore?: Date | null

  @Field(() => [AuditOutcomeEnum], { nullable: true })
  outcomes?: AuditOutcome[] | null
}

@ObjectType({ description: 'By what the trail can be narrowed.' })
export class AuditFacets {
  @Field(() => [String], { description: 'Every action on the trail.' })
  actions!: string[]

  @Field(() => [PersonBrief], { description: 'Everybody who could act.' })
  people!: PersonBrief[]

  @Field(() => [PersonBrief])
  services!: PersonBrief[]
}

export const toAuditEventType = (event: AuditEvent): AuditEventType => ({
  ...{ id: event.id, actorId: event.actor.id, actorKind: event.actor.kind },
  roles: rolesIn(event.actor.role),
  action: event.action,
  target: { type: event.target.type, ids: idsOf(event) },
  ...{ before: hex(event.before), after: hex(event.after), reason: event.reason },
  ...{ outcome: event.outcome, code: event.code, requestId: event.actor.requestId ?? null },
  recordedAt: event.recordedAt,
})

const idsOf = ({ target, targetIds }: AuditEvent): string[] =>
  targetIds ? [...targetIds] : target.id === null ? [] : [target.id]
