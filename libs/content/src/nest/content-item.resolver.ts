import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { AuditTrail, Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import type { Content } from '../content.js'
import { ContentAccess } from './content-access.js'
import { ContentItemType, MessageType } from './content-item.graphql.js'
import { ContentLoaders } from './content-loaders.js'

const previewCharacters = 160

/** The words of a content item, for those who may see them; null when they may not, or when they were erased. */
@Resolver(() => ContentItemType)
export class ContentItemResolver {
  constructor(
    @Inject(ContentLoaders) private readonly loaders: ContentLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => [MessageType], { nullable: true })
  async messages(
    @Parent() item: ContentItemType,
    @Context() context: GraphqlContext,
  ): Promise<MessageType[] | null> {
    const words = await this.words(item, context, 'content')
    return words
      ? words.messages.map(({ role, content }, index) => ({
          index,
          role,
          text: content,
          judged: words.subject === undefined || words.subject === index,
        }))
      : null
  }

  @Permit('verdict:read')
  @ResolveField(() => String, {
    nullable: true,
    description: 'The first characters of the judged turn.',
  })
  async preview(
    @Parent() item: ContentItemType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    const words = await this.words(item, context, 'preview')
    const turn = words?.messages[words.subject ?? words.messages.length - 1]
    return turn ? turn.content.slice(0, previewCharacters) : null
  }

  @Permit('verdict:read')
  @ResolveField(() => Boolean)
  async erased(
    @Parent() item: ContentItemType,
    @Context() context: GraphqlContext,
  ): Promise<boolean> {
    return (await this.loaders.words(context, item.id)) === null
  }

  /** Whatever leaves here is on the audit trail as seen by the caller. */
  private async words(
    item: ContentItemType,
    context: GraphqlContext,
    part: 'content' | 'preview',
  ): Promise<Content | null> {
    const may = await this.access.allows(context, 'content:view', item.id)
    const words = may ? await this.loaders.words(context, item.id) : null
    if (words) this.trail.shown(context, { type: 'content-item', id: item.id }, part)
    return words
  }
}
