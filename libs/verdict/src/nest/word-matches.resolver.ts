import { Inject } from '@nestjs/common'
import { Args, Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentAccess } from '@assize/content/nest'
import { AuditTrail, Permit } from '@assize/identity/nest'
import { enumType, requestLoader, type GraphqlContext, type Ref } from '@assize/platform/nest'
import type { Verdict } from '../verdict.js'
import { VerdictType } from './verdict.graphql.js'
import { textPlaces, WordMatches, type TextMatch, type TextPlace } from './word-matches.js'

const TextPlaceEnum = enumType('TextPlace', textPlaces)

@ObjectType('TextSegment', { description: 'A piece of plain text; never to be read as markup.' })
export class TextSegmentType {
  @Field(() => String)
  text!: string

  @Field(() => Boolean, { description: 'Whether these are words that were sought.' })
  hit!: boolean
}

@ObjectType('TextMatch', { description: 'A passage that holds the words sought.' })
export class TextMatchType {
  @Field(() => TextPlaceEnum)
  place!: TextPlace

  @Field(() => [TextSegmentType])
  segments!: Ref<TextSegmentType>[]
}

/** Passages of a search, each only for those who may read the text it is from; who saw one is kept. */
@Resolver(() => VerdictType)
export class WordMatchesResolver {
  constructor(
    @Inject(WordMatches) private readonly matches: WordMatches,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('verdict:read')
  @ResolveField('matches', () => [TextMatchType])
  async matchesOf(
    @Parent() verdict: Verdict,
    @Args('text') text: string,
    @Context() context: GraphqlContext,
  ): Promise<TextMatchType[]> {
    const [content, trace] = await Promise.all([
      this.access.allows(context, 'content:view', verdict.contentItemId),
      this.access.allows(context, 'trace:read', verdict.contentItemId),
    ])
    if (!content && !trace) return []
    const load = (ids: readonly string[]) => this.matches.find(text, ids)
    const found = (await requestLoader(context, `matches ${text}`, load).load(verdict.id)) ?? []
    const shown = found.filter(({ place }) => (place === 'content' ? content : trace))
    for (const match of shown) this.tell(context, verdict, match)
    return shown.map(({ place, segments }) => ({ place, segments: [...segments] }))
  }

  private tell(context: GraphqlContext, verdict: Verdict, { place }: TextMatch): void {
    if (place === 'content')
      this.trail.shown(context, { type: 'content-item', id: verdict.contentItemId }, 'preview')
    else this.trail.shown(context, { type: 'verdict', id: verdict.id }, 'trace')
  }
}
