import { Field, InputType, Int, ObjectType } from '@nestjs/graphql'
import { enumType, type Ref } from '@assize/platform/nest'
import { lintedFiles, lintSeverities, type LintedFile, type LintSeverity } from '../index.js'

export const LintSeverityEnum = enumType('LintSeverity', lintSeverities)
export const LintedFileEnum = enumType('LintedFile', lintedFiles)

@InputType()
export class LintPolicyInput {
  @Field(() => String, {
    nullable: true,
    description: 'The policy this becomes a version of; its rule codes keep what they meant.',
  })
  policy?: string | null

  @Field(() => String)
  text!: string

  @Field(() => String, { nullable: true, description: 'policy.yaml' })
  manifest?: string | null

  @Field(() => String, { nullable: true, description: 'cases.jsonl' })
  cases?: string | null
}

@ObjectType({ description: 'A part of one file of a policy, in UTF-16 code units.' })
export class LintPlace {
  @Field(() => LintedFileEnum)
  file!: LintedFile

  @Field(() => Int)
  start!: number

  @Field(() => Int, { description: 'The first unit after it.' })
  end!: number

  @Field(() => Int, { description: 'From 1.' })
  line!: number

  @Field(() => Int, { description: 'From 1.' })
  column!: number

  @Field(() => Int)
  endLine!: number

  @Field(() => Int, { description: 'The first column after it.' })
  endColumn!: number
}

@ObjectType({ description: 'Replace what stands from start to before end by text.' })
export class LintEdit {
  @Field(() => Int)
  start!: number

  @Field(() => Int)
  end!: number

  @Field(() => String)
  text!: string
}

@ObjectType({ description: 'A way to mend what was remarked on.' })
export class LintFix {
  @Field(() => String, { description: 'What it does, as a command.' })
  title!: string

  @Field(() => Boolean, { description: 'Whether it leaves what the policy asks as it is.' })
  isSafe!: boolean

  @Field(() => LintedFileEnum)
  file!: LintedFile

  @Field(() => [LintEdit], { description: 'In order, none overlapping another.' })
  edits!: Ref<LintEdit>[]
}

@ObjectType({ description: 'What the lint has to say of one place.' })
export class LintRemark {
  @Field(() => String, { description: 'Which rule of the lint, such as unknown-code.' })
  code!: string

  @Field(() => LintSeverityEnum, { description: 'An error refuses the commit.' })
  severity!: LintSeverity

  @Field(() => String)
  message!: string

  @Field(() => String, { description: 'Why the rule of the lint is there.' })
  why!: string

  @Field(() => String, { nullable: true, description: "The policy's own rule it is about." })
  rule!: string | null

  @Field(() => LintPlace)
  place!: Ref<LintPlace>

  @Field(() => [LintFix])
  fixes!: Ref<LintFix>[]
}

@ObjectType({ description: 'A draft of a policy as a commit would find it.' })
export class PolicyLint {
  @Field(() => Int, { description: 'Of the text, in the vocabulary of the model.' })
  tokens!: number

  @Field(() => [LintRemark], { description: 'In the order of files and places.' })
  remarks!: Ref<LintRemark>[]
}
