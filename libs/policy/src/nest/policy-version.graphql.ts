import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { GraphQLJSON, type Ref } from '@assize/platform/nest'
import type { LocatedRule, Outcome, RecordedManifest, Severity } from '../index.js'
import { OutcomeEnum, SeverityEnum } from './policy-enums.graphql.js'

@ObjectType({ description: 'One question a policy asks of content.' })
export class Rule implements LocatedRule {
  @Field(() => String)
  code!: string

  @Field(() => String)
  title!: string

  @Field(() => OutcomeEnum)
  outcome!: Outcome

  @Field(() => SeverityEnum)
  severity!: Severity

  @Field(() => Int, { description: 'Lower goes first where several rules apply.' })
  precedence!: number

  @Field(() => String, { description: 'terms or illegal' })
  ground!: LocatedRule['ground']

  @Field(() => String, { nullable: true, description: 'The clause of the platform’s terms.' })
  terms?: string

  @Field(() => String, { nullable: true, description: 'The provision of law.' })
  law?: string

  /** Shown as `parent` and `children`; not there for a rule that is compared by itself. */
  of?: { readonly policy: string; readonly rules: readonly LocatedRule[] }

  @Field(() => Int, { nullable: true, description: 'Where its passage begins, in UTF-16 units.' })
  start!: number | null

  @Field(() => Int, { nullable: true })
  end!: number | null
}

@ObjectType({ description: 'A word the model may answer with, and what it means.' })
export class LabelMapping {
  @Field(() => String)
  label!: string

  @Field(() => OutcomeEnum)
  outcome!: Outcome
}

@ObjectType('Publication', { description: 'A version came into force.' })
export class PublicationType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  commit!: string

  @Field(() => String, { description: 'published, rollback or imported' })
  kind!: string

  @Field(() => String, { nullable: true })
  note!: string | null

  @Field(() => Boolean, { description: 'A rollback that is approved after it, within 24 hours.' })
  emergency!: boolean

  /** Shown as `version`. */
  policy!: string

  /** Shown as `publishedBy`, the name behind it. */
  publishedById!: string

  @Field(() => Date)
  publishedAt!: Date

  @Field(() => Date, { nullable: true, description: 'Null for the newest.' })
  supersededAt!: Date | null
}

@ObjectType('PolicyVersion', { description: 'One immutable state of a policy.' })
export class PolicyVersionType {
  @Field(() => String)
  policy!: string

  @Field(() => ID, { description: 'The git commit that is its identity.' })
  commit!: string

  @Field(() => String)
  shortCommit!: string

  @Field(() => String, { description: 'The git blob of its text.' })
  blob!: string

  @Field(() => String, { description: 'SHA-256 over all its files.' })
  bundleSha256!: string

  @Field(() => Int, { description: '1, 2, 3 … within the policy.' })
  sequence!: number

  @Field(() => String)
  title!: string

  /** Shown as `author`, the name behind it. */
  authorId!: string

  /** Shown among `authors`. */
  authorIds!: readonly string[]

  @Field(() => String)
  message!: string

  @Field(() => String, { description: 'authored, shipped or imported' })
  origin!: string

  @Field(() => Date)
  committedAt!: Date

  @Field(() => String, { nullable: true, description: 'The commit of the version before.' })
  parent!: string | null

  @Field(() => String, { description: 'What the model is given, byte for byte.' })
  text!: string

  @Field(() => GraphQLJSON)
  manifest!: RecordedManifest

  @Field(() => String, { description: 'Empty where the version came without one.' })
  manifestYaml!: string

  @Field(() => String, { description: 'Test cases, one JSON object a line.' })
  cases!: string

  @Field(() => String, { description: 'The form of answer asked of the model.' })
  contract!: string

  @Field(() => [LabelMapping])
  labels!: Ref<LabelMapping>[]

  @Field(() => [Rule])
  rules!: Ref<Rule>[]
}
