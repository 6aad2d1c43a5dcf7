import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { grantOf } from '@assize/identity'
import { AuditTrail, Permit, principalOf } from '@assize/identity/nest'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { TestWords } from '../index.js'
import { PolicyTestCase, PolicyTestResult, wordsOfTests } from './test-result.graphql.js'
import { TestRunStore } from './test-run-store.js'

/** Nobody's own: who may read traces of their own content only may read none of these. */
export const mayReadWords = (context: GraphqlContext): boolean =>
  grantOf(principalOf(context), 'trace:read') === 'all'

/** What models said, for those who may read traces; who did is kept. */
@Resolver(() => PolicyTestResult)
export class TestWordsResolver {
  constructor(
    @Inject(TestRunStore) private readonly store: TestRunStore,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('policy:read')
  @ResolveField(() => String, { nullable: true, description: wordsOfTests })
  trace(@Parent() { id }: PolicyTestResult, @Context() context: GraphqlContext) {
    return this.word(id, context, 'trace')
  }

  @Permit('policy:read')
  @ResolveField(() => String, { nullable: true, description: `The final text. ${wordsOfTests}` })
  output(@Parent() { id }: PolicyTestResult, @Context() context: GraphqlContext) {
    return this.word(id, context, 'output')
  }

  @Permit('policy:read')
  @ResolveField(() => String, { nullable: true, description: wordsOfTests })
  rationale(@Parent() { id }: PolicyTestResult, @Context() context: GraphqlContext) {
    return this.word(id, context, 'rationale')
  }

  private async word(id: string, context: GraphqlContext, name: keyof TestWords) {
    if (!mayReadWords(context)) return null
    const load = (ids: readonly string[]) => this.store.words(ids)
    const words = await requestLoader(context, 'evaluation.words', load).load(id)
    const word = words?.[name] ?? null
    const part = name === 'trace' ? 'trace' : 'answer'
    if (word !== null) this.trail.shown(context, { type: 'policy-test-result', id }, part)
    return word
  }
}

/** What a test case says is part of the policy; beside what models made of it, it is shown to the same people. */
@Resolver(() => PolicyTestCase)
export class TestCaseWordsResolver {
  constructor(@Inject(AuditTrail) private readonly trail: AuditTrail) {}

  @Permit('policy:read')
  @ResolveField(() => String, {
    nullable: true,
    description: 'Of a conversation, one turn a line. Null for those who may not read traces.',
  })
  content(
    @Parent() { tested, runId }: PolicyTestCase,
    @Context() context: GraphqlContext,
  ): string | null {
    if (!mayReadWords(context)) return null
    this.trail.shown(context, { type: 'policy-tests', id: runId }, 'content')
    const { kind, messages } = tested.content
    return kind === 'text'
      ? (messages[0]?.content ?? '')
      : messages.map(({ role, content }) => `${role}: ${content}`).join('\n')
  }
}
