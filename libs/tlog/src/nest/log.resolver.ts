import { Inject } from '@nestjs/common'
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import { GraphQLBigInt, type GraphqlContext } from '@assize/platform/nest'
import { LogFigures } from './log-figures.js'
import {
  LogCheckpoint,
  LogContinuation,
  LogDigest,
  LogEntryType,
  LogLine,
  LogStateType,
  LogVerifierKey,
  LogWatchState,
  LogWitness,
} from './log.graphql.js'
import { LogLoaders } from './log-loaders.js'
import { lastVerified } from './watch-row.js'

const usual = 20
const most = 100

@Resolver(() => LogStateType)
export class LogResolver {
  constructor(@Inject(LogFigures) private readonly figures: LogFigures) {}

  @Permit('log:read')
  @Query(() => LogStateType)
  logState(): Promise<LogStateType> {
    return this.figures.state()
  }

  @ResolveField(() => LogLine)
  line(): Promise<LogLine> {
    return this.figures.line()
  }

  @ResolveField(() => LogCheckpoint, {
    nullable: true,
    description: 'The one readers are shown; proofs run to it and never beyond.',
  })
  checkpoint(): Promise<LogCheckpoint | null> {
    return this.figures.published()
  }

  @ResolveField(() => [LogCheckpoint], { description: 'Newest first.' })
  checkpoints(
    @Args('first', { type: () => Int, defaultValue: usual }) first: number,
  ): Promise<LogCheckpoint[]> {
    return this.figures.checkpoints(within(first))
  }

  @ResolveField(() => LogWatchState)
  watch(): Promise<LogWatchState> {
    return this.figures.watch()
  }

  @ResolveField(() => [LogWitness])
  witnesses(): Promise<LogWitness[]> {
    return this.figures.witnesses()
  }

  @ResolveField(() => [LogVerifierKey], { description: 'Those in use first.' })
  keys(): Promise<LogVerifierKey[]> {
    return this.figures.keys()
  }

  @ResolveField(() => [LogDigest], { description: 'Newest day first.' })
  digests(
    @Args('first', { type: () => Int, defaultValue: usual }) first: number,
  ): Promise<LogDigest[]> {
    return this.figures.digests(within(first))
  }

  @ResolveField(() => [LogContinuation])
  continuations(): Promise<LogContinuation[]> {
    return this.figures.continuations()
  }
}

const within = (first: number): number => Math.min(Math.max(first, 1), most)

@Resolver(() => LogEntryType)
export class LogEntryResolver {
  constructor(@Inject(LogLoaders) private readonly loaders: LogLoaders) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'The text of a .tlog-proof file; null until a signed checkpoint covers the entry.',
  })
  async proof(
    @Parent() { index }: LogEntryType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    return this.loaders.proof(context, index)
  }

  @ResolveField(() => GraphQLBigInt, {
    nullable: true,
    description: 'Size of the checkpoint the proof leads to, where it covers the entry.',
  })
  async provenAt(
    @Parent() { index }: LogEntryType,
    @Context() context: GraphqlContext,
  ): Promise<bigint | null> {
    const checkpoint = await this.loaders.checkpoint(context)
    return checkpoint && index < checkpoint.size ? checkpoint.size : null
  }

  @ResolveField(() => String, { nullable: true, description: 'Why there is no proof yet.' })
  async unproven(
    @Parent() { index }: LogEntryType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    const checkpoint = await this.loaders.checkpoint(context)
    if (!checkpoint) return 'the log has no signed checkpoint yet'
    return index < checkpoint.size
      ? null
      : `the newest checkpoint covers ${checkpoint.size} entries; this one comes after`
  }

  @ResolveField(() => Date, {
    nullable: true,
    description:
      'When its row was last known to be as it was logged; null where that cannot be said.',
  })
  async verifiedAt(
    @Parent() { index }: LogEntryType,
    @Context() context: GraphqlContext,
  ): Promise<Date | null> {
    return lastVerified(await this.loaders.watch(context), index)
  }
}
