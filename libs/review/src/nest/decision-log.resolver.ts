import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphqlContext } from '@assize/platform/nest'
import { LogEntryType, LogLoaders } from '@assize/tlog/nest'
import { DecisionType } from './decision.graphql.js'

@Resolver(() => DecisionType)
export class DecisionLogResolver {
  constructor(@Inject(LogLoaders) private readonly log: LogLoaders) {}

  @ResolveField(() => LogEntryType, {
    nullable: true,
    description: 'Null while it waits for its place in the log.',
  })
  logEntry(
    @Parent() { id }: DecisionType,
    @Context() context: GraphqlContext,
  ): Promise<LogEntryType | null> {
    return this.log.entry(context, 'decision', id)
  }
}
