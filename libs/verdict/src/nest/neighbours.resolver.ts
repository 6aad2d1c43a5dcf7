import { Inject } from '@nestjs/common'
import { Context, Field, Float, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentAccess, LikeContentFinder, type LikeContent } from '@assize/content/nest'
import { Permit } from '@assize/identity/nest'
import type { GraphqlContext, Ref } from '@assize/platform/nest'
import type { Verdict } from '../verdict.js'
import { VerdictLoaders } from './verdict-loaders.js'
import { VerdictType } from './verdict.graphql.js'

/** Of each kind. */
const mostShown = 50

@ObjectType({ description: 'A verdict on content that reads nearly the same.' })
export class NearVerdict {
  @Field(() => VerdictType)
  verdict!: Ref<VerdictType>

  @Field(() => Float, { description: 'What both texts have in common, estimated, from 0 to 1.' })
  similarity!: number
}

@ObjectType({ description: 'Verdicts to read beside one.' })
export class VerdictNeighbours {
  @Field(() => [VerdictType], {
    description: 'On the same words, under other versions and policies; the newest first.',
  })
  same!: Ref<VerdictType>[]

  @Field(() => [NearVerdict], {
    description: 'On words that read nearly the same, one verdict each; the most alike first.',
  })
  near!: Ref<NearVerdict>[]
}

@Resolver(() => VerdictType)
export class NeighboursResolver {
  constructor(
    @Inject(LikeContentFinder) private readonly finder: LikeContentFinder,
    @Inject(VerdictLoaders) private readonly loaders: VerdictLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
  ) {}

  /** What content is alike says something of its words, so that it is told to those who may read them. */
  @Permit('verdict:read')
  @ResolveField(() => VerdictNeighbours)
  async neighbours(
    @Parent() verdict: Verdict,
    @Context() context: GraphqlContext,
  ): Promise<VerdictNeighbours> {
    const may = await this.access.allows(context, 'content:view', verdict.contentItemId)
    const like = may ? await this.readable(context, verdict.contentItemId) : []
    const sameItems = like.filter(({ same }) => same).map((each) => each.contentItemId)
    const same = await this.verdictsOn(context, [verdict.contentItemId, ...sameItems])
    const near = await Promise.all(
      like
        .filter((each) => !each.same)
        .map(async ({ contentItemId, similarity }) => ({
          similarity,
          verdict: nearest(verdict, await this.verdictsOn(context, [contentItemId])),
        })),
    )
    return {
      same: same
        .filter(({ id }) => id !== verdict.id)
        .sort((a, b) => b.decidedAt.getTime() - a.decidedAt.getTime())
        .slice(0, mostShown),
      near: near.flatMap((each) => (each.verdict ? [{ ...each, verdict: each.verdict }] : [])),
    }
  }

  /** To be told that content reads like this is to be told how it reads. */
  private async readable(context: GraphqlContext, id: string): Promise<readonly LikeContent[]> {
    const like = await this.finder.find(id, mostShown)
    const may = await Promise.all(
      like.map((each) => this.access.allows(context, 'content:view', each.contentItemId)),
    )
    return like.filter((_, index) => may[index])
  }

  private async verdictsOn(
    context: GraphqlContext,
    contentItemIds: readonly string[],
  ): Promise<Verdict[]> {
    const lists = await Promise.all(
      contentItemIds.map(async (id) => {
        const may = await this.access.allows(context, 'verdict:read', id)
        return may ? ((await this.loaders.idsByContent(context, id)) ?? []) : []
      }),
    )
    return [...(await this.loaders.verdicts(context, lists.flat().slice(0, 4 * mostShown)))]
  }
}

/** Of several on one content the one to compare with: under the same version, else the same policy, else the newest. */
function nearest(to: Verdict, verdicts: readonly Verdict[]): Verdict | undefined {
  const closeness = (each: Verdict): number =>
    Number(each.policy === to.policy) + Number(each.policyCommit === to.policyCommit)
  return [...verdicts].sort((a, b) => closeness(b) - closeness(a))[0]
}
