import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { ChangeCommit } from '../changes/change.graphql.js'
import { PolicyVersionType } from '../policy-version.graphql.js'
import { ObjectSignature, VersionTag } from './signature.graphql.js'
import { SignatureLoaders } from './signature-loaders.js'

@Resolver(() => PolicyVersionType)
export class VersionSignatureResolver {
  constructor(@Inject(SignatureLoaders) private readonly loaders: SignatureLoaders) {}

  @Permit('policy:read')
  @ResolveField('signature', () => ObjectSignature, { nullable: true })
  signature(
    @Parent() { commit }: PolicyVersionType,
    @Context() context: GraphqlContext,
  ): Promise<ObjectSignature | null> {
    return this.loaders.of(context, commit)
  }

  @Permit('policy:read')
  @ResolveField('tag', () => VersionTag, {
    nullable: true,
    description: 'Once it was published here.',
  })
  tag(
    @Parent() version: PolicyVersionType,
    @Context() context: GraphqlContext,
  ): Promise<VersionTag | null> {
    return this.loaders.tagOf(context, version)
  }
}

@Resolver(() => ChangeCommit)
export class CommitSignatureResolver {
  constructor(@Inject(SignatureLoaders) private readonly loaders: SignatureLoaders) {}

  @Permit('policy:read')
  @ResolveField('signature', () => ObjectSignature, { nullable: true })
  signature(
    @Parent() { oid }: ChangeCommit,
    @Context() context: GraphqlContext,
  ): Promise<ObjectSignature | null> {
    return this.loaders.of(context, oid)
  }
}
