import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { PeopleLoaders } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { PolicyLoaders } from './policy-loaders.js'
import { PolicyVersionType, PublicationType } from './policy-version.graphql.js'
import { toPublicationTypes } from './to-graphql.js'
import { TokenCounter } from './token-counter.js'

@Resolver(() => PolicyVersionType)
export class PolicyVersionResolver {
  constructor(
    private readonly loaders: PolicyLoaders,
    private readonly people: PeopleLoaders,
    private readonly tokenCounter: TokenCounter,
  ) {}

  @ResolveField('author', () => String)
  author(
    @Parent() { authorId }: PolicyVersionType,
    @Context() context: GraphqlContext,
  ): Promise<string> {
    return this.people.name(context, authorId)
  }

  @ResolveField('tokens', () => Int, {
    description: 'Of the text, in the vocabulary of the model.',
  })
  tokens(@Parent() { blob, text }: PolicyVersionType): Promise<number> {
    return this.tokenCounter.count(blob, text)
  }

  @ResolveField('inForce', () => Boolean)
  async inForce(
    @Parent() { policy, commit }: PolicyVersionType,
    @Context() context: GraphqlContext,
  ): Promise<boolean> {
    return (await this.loaders.inForce(context, policy))?.commit === commit
  }

  @ResolveField('publications', () => [PublicationType], { description: 'Newest first.' })
  async publications(
    @Parent() { policy, commit }: PolicyVersionType,
    @Context() context: GraphqlContext,
  ): Promise<PublicationType[]> {
    const all = toPublicationTypes(await this.loaders.publications(context, policy))
    return all.filter((each) => each.commit === commit).reverse()
  }
}

@Resolver(() => PublicationType)
export class PublicationResolver {
  constructor(private readonly people: PeopleLoaders) {}

  @ResolveField('publishedBy', () => String)
  publishedBy(
    @Parent() { publishedById }: PublicationType,
    @Context() context: GraphqlContext,
  ): Promise<string> {
    return this.people.name(context, publishedById)
  }
}
