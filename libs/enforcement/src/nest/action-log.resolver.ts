import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { LogEntryType, LogLoaders } from '@assize/tlog/nest'
import { ActionType } from './action.graphql.js'

@Resolver(() => ActionType)
export class ActionLogResolver {
  constructor(@Inject(LogLoaders) private readonly log: LogLoaders) {}

  @Permit('verdict:read')
  @ResolveField(() => LogEntryType, {
    nullable: true,
    description: 'Null while it waits for its place in the log.',
  })
  logEntry(
    @Parent() { id }: ActionType,
    @Context() context: GraphqlContext,
  ): Promise<LogEntryType | null> {
    return this.log.entry(context, 'action', id)
  }
}
