import { Field, ObjectType } from '@nestjs/graphql'
import { PersonBrief } from '@assize/identity/nest'
import { enumType, type Ref } from '@assize/platform/nest'

export const signers = ['server', 'person', 'unknown-key', 'bad', 'unsigned'] as const
export type Signer = (typeof signers)[number]

export const SignerEnum = enumType('Signer', signers)

@ObjectType({ description: 'Who signed a commit or tag, as it was checked just now.' })
export class ObjectSignature {
  @Field(() => SignerEnum, {
    description: 'The server, a person’s own key, a key nobody named here, badly, or nobody.',
  })
  by!: Signer

  @Field(() => String, { nullable: true, description: 'Of the key, as ssh-keygen -l shows it.' })
  fingerprint!: string | null

  @Field(() => PersonBrief, { nullable: true, description: 'Whose key it is.' })
  person!: Ref<PersonBrief> | null

  @Field(() => Date, {
    nullable: true,
    description: 'When they took the key back: what it signed may be older, or not theirs.',
  })
  keyRemovedAt!: Date | null
}

@ObjectType({ description: 'The tag that publishing a version made.' })
export class VersionTag {
  @Field(() => String)
  name!: string

  @Field(() => ObjectSignature)
  signature!: Ref<ObjectSignature>
}
