import { resultUnion } from '@assize/platform/nest'
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'

@ObjectType('SigningKey', { description: 'A public key a person signs their commits with.' })
export class SigningKeyType {
  @Field(() => ID) id!: string
  @Field(() => String) name!: string
  @Field(() => String, { description: 'As in ~/.ssh/id_….pub, without the comment.' })
  publicKey!: string
  @Field(() => String, { description: 'As ssh-keygen -l shows it.' }) fingerprint!: string
  @Field(() => Date) addedAt!: Date
  @Field(() => Date, { nullable: true }) removedAt!: Date | null
}

@InputType()
export class AddSigningKeyInput {
  @Field(() => String) name!: string
  @Field(() => String, { description: 'A line as in ~/.ssh/id_ed25519.pub.' }) publicKey!: string
}

export const AddSigningKeyResult = resultUnion('AddSigningKeyResult', [SigningKeyType])
export const RemoveSigningKeyResult = resultUnion('RemoveSigningKeyResult', [SigningKeyType])
