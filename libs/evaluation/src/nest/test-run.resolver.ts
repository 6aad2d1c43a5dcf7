import { Inject } from '@nestjs/common'
import {
  Args,
  Context,
  ID,
  Int,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql'
import { LiveEvents } from '@assize/events/nest'
import type { Principal } from '@assize/identity'
import {
  Audited,
  CurrentPrincipal,
  PeopleLoaders,
  Permit,
  PersonBrief,
} from '@assize/identity/nest'
import { parsePage } from '@assize/platform'
import {
  connectionById,
  PageArgs,
  toConnection,
  type Connection,
  type GraphqlContext,
} from '@assize/platform/nest'
import { testRunProgressed, type CaseFilter } from '../index.js'
import { PolicyTestSummary } from './test-figures.graphql.js'
import {
  PolicyTestCase,
  PolicyTestCaseConnection,
  PolicyTestFilterEnum,
} from './test-result.graphql.js'
import { TestRunPages } from './test-run-pages.js'
import {
  CancelPolicyTestsResult,
  PolicyTestRun,
  PolicyTestRunConnection,
  RunPolicyTestsInput,
  RunPolicyTestsResult,
} from './test-run.graphql.js'
import { TestRuns } from './test-runs.service.js'
import { toCaseType, toRunType } from './to-graphql.js'

interface Progress {
  readonly subject: string
}

/** Runs of test cases: asked for, looked at, watched, called off. */
@Resolver(() => PolicyTestRun)
export class TestRunResolver {
  constructor(
    @Inject(TestRuns) private readonly runs: TestRuns,
    @Inject(TestRunPages) private readonly pages: TestRunPages,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(LiveEvents) private readonly live: LiveEvents,
  ) {}

  @Permit('evaluation:run')
  @Audited<unknown, PolicyTestRun>({
    ...{ action: 'policy-tests.asked', target: 'policy-tests' },
    ...{ of: () => null, made: ({ id }) => id },
  })
  @Mutation(() => RunPolicyTestsResult, {
    description: "Has a policy's test cases judged in the background.",
  })
  async runPolicyTests(
    @Args('input', { type: () => RunPolicyTestsInput }) input: RunPolicyTestsInput,
    @CurrentPrincipal() { id: askedBy }: Principal,
  ): Promise<PolicyTestRun> {
    const run = await this.runs.begin({ ...input, askedBy })
    if (!run) throw new TypeError('expected a run, as nobody else asked for this one')
    return toRunType(run)
  }

  @Permit('evaluation:run')
  @Audited({ action: 'policy-tests.cancelled', target: 'policy-tests' })
  @Mutation(() => CancelPolicyTestsResult, { description: 'What it has so far stays.' })
  async cancelPolicyTests(
    @Args('id', { type: () => ID }) id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<PolicyTestRun> {
    return toRunType(await this.runs.cancel(id, principal.id))
  }

  @Permit('policy:read')
  @Query(() => PolicyTestRun, { nullable: true })
  async policyTestRun(@Args('id', { type: () => ID }) id: string): Promise<PolicyTestRun | null> {
    const run = await this.runs.find(id)
    return run && toRunType(run)
  }

  @Permit('policy:read')
  @Query(() => PolicyTestRunConnection, { description: 'Newest first.' })
  async policyTestRuns(
    @Args('policy', { type: () => String }) policy: string,
    @Args() page: PageArgs,
    @Args('commit', { type: () => String, nullable: true, description: 'Of one version alone.' })
    commit?: string | null,
  ): Promise<Connection<PolicyTestRun>> {
    const found = await this.runs.page({ policy, commit: commit ?? null }, parsePage(page))
    return connectionById(found, toRunType)
  }

  @ResolveField(() => PolicyTestSummary)
  async summary(@Parent() { run }: PolicyTestRun): Promise<PolicyTestSummary> {
    return this.pages.summary(run)
  }

  @ResolveField(() => PolicyTestCaseConnection, { description: 'In the order of the cases.' })
  async results(
    @Parent() { run }: PolicyTestRun,
    @Args() page: PageArgs,
    @Args('only', { type: () => PolicyTestFilterEnum, nullable: true })
    only?: CaseFilter | null,
  ): Promise<Connection<PolicyTestCase>> {
    const found = await this.pages.cases(run, only ?? null, parsePage(page))
    const keysOf = ({ outcome }: (typeof found.items)[number]) => [String(outcome.index)]
    return toConnection(found, keysOf, (seen) => toCaseType(run.id, seen))
  }

  @ResolveField(() => PolicyTestCase, {
    nullable: true,
    description: 'By its place among the cases, from 0.',
  })
  async case(
    @Parent() { run }: PolicyTestRun,
    @Args('index', { type: () => Int }) index: number,
  ): Promise<PolicyTestCase | null> {
    const seen = await this.pages.case(run, index)
    return seen && toCaseType(run.id, seen)
  }

  @ResolveField(() => PersonBrief)
  startedBy(
    @Parent() { run }: PolicyTestRun,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, run.askedBy)
  }

  @ResolveField(() => PersonBrief, { nullable: true })
  endedBy(
    @Parent() { run }: PolicyTestRun,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief | null> {
    return this.people.brief(context, run.end?.endedBy ?? null)
  }

  @Permit('policy:read')
  @Subscription(() => PolicyTestRun, {
    async resolve(this: TestRunResolver, { subject }: Progress): Promise<PolicyTestRun> {
      return toRunType(await this.runs.get(subject))
    },
  })
  async policyTestProgress(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphqlContext,
  ): Promise<AsyncGenerator<Progress>> {
    await this.runs.get(id)
    return this.progressOf(id, context.signal)
  }

  private async *progressOf(id: string, signal?: AbortSignal): AsyncGenerator<Progress> {
    for await (const { subject } of this.live.stream(testRunProgressed, signal))
      if (subject === id) yield { subject }
  }
}
