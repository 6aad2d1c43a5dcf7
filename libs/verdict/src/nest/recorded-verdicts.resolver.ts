import { Inject } from '@nestjs/common'
import { Args, Context, Resolver, Subscription } from '@nestjs/graphql'
import { ContentAccess } from '@assize/content/nest'
import type { Notice } from '@assize/events'
import { LiveEvents } from '@assize/events/nest'
import { Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { VerdictLoaders } from './verdict-loaders.js'
import { VerdictType } from './verdict.graphql.js'

@Resolver()
export class RecordedVerdictsResolver {
  constructor(
    @Inject(VerdictLoaders) private readonly loaders: VerdictLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(LiveEvents) private readonly live: LiveEvents,
  ) {}

  @Permit('verdict:read')
  @Subscription(() => VerdictType, {
    description: 'Verdicts as they are recorded, of some policies or of all.',
    resolve(
      this: RecordedVerdictsResolver,
      notice: Notice,
      _args: unknown,
      context: GraphqlContext,
    ) {
      return this.loaders.verdict(context, notice.subject)
    },
  })
  async *verdictRecorded(
    @Args('policies', { type: () => [String], nullable: true }) policies: string[] | null,
    @Context() context: GraphqlContext,
  ): AsyncGenerator<Notice> {
    for await (const notice of this.live.stream('verdict.recorded', context.signal)) {
      const { policy, contentItemId } = notice.payload as unknown as Told
      if (policies && !policies.includes(policy)) continue
      // Asked anew each time: what is a reader's own changes while they listen.
      const fresh = { ...context, loaders: new Map() }
      if (await this.access.allows(fresh, 'verdict:read', contentItemId)) yield notice
    }
  }
}

interface Told {
  readonly policy: string
  readonly contentItemId: string
}
