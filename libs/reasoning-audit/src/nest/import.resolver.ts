import { Inject } from '@nestjs/common'
import { Args, Context, ID, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql'
import { LiveEvents } from '@assize/events/nest'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import { importProgressed } from '../jobs.js'
import { ImportRunType, ImportTracesInput, ImportTracesResult } from './import.graphql.js'
import { ImportService } from './import.service.js'

interface Progress {
  readonly subject: string
}

/** Imports of trace bundles: asked for, looked at, watched. */
@Resolver(() => ImportRunType)
export class ImportResolver {
  constructor(
    @Inject(ImportService) private readonly imports: ImportService,
    @Inject(LiveEvents) private readonly live: LiveEvents,
  ) {}

  @Permit('import:run')
  @Audited<object, ImportRunType>({
    action: 'import.started',
    target: 'import',
    made: ({ id }) => id,
  })
  @Mutation(() => ImportTracesResult)
  async importTraces(
    @Args('input') input: ImportTracesInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ImportTracesResult> {
    return as(ImportRunType, await this.imports.begin(input, principal.id))
  }

  @Permit('import:run')
  @Query(() => ImportRunType, { nullable: true })
  importRun(@Args('id', { type: () => ID }) id: string) {
    return this.imports.find(id)
  }

  @Permit('import:run')
  @Query(() => [ImportRunType], { description: 'Newest first, the latest 50.' })
  importRuns() {
    return this.imports.list()
  }

  @Permit('import:run')
  @Subscription(() => ImportRunType, {
    resolve(this: ImportResolver, { subject }: Progress) {
      return this.imports.find(subject)
    },
  })
  importProgress(
    @Args('id', { type: () => ID }) id: string,
    @Context() { signal }: GraphqlContext,
  ): AsyncGenerator<Progress> {
    return this.progressOf(id, signal)
  }

  private async *progressOf(id: string, signal?: AbortSignal): AsyncGenerator<Progress> {
    for await (const { subject } of this.live.stream(importProgressed, signal))
      if (subject === id) yield { subject }
  }
}
