import 'reflect-metadata'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { APP_FILTER, APP_GUARD } from '@nestjs/core'
import { GraphQLModule } from '@nestjs/graphql'
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { Test } from '@nestjs/testing'
import { Clock, IdSource, SystemRandomness } from '@assize/kernel'
import type { Principal, Role } from '@assize/identity'
import {
  AuditedActs,
  Authenticator,
  IdentityService,
  PeopleLoaders,
  PermitGuard,
} from '@assize/identity/nest'
import { DomainErrorFilter, type Connection } from '@assize/platform/nest'
import { MemoryPolicyStore, PolicyStore, usualDemands } from '../index.js'
import { manifestYaml } from '../policy-store.contract.js'
import { Branches } from './changes/branches.service.js'
import { PolicyChanges } from './policy-changes.service.js'
import { PolicyLoaders } from './policy-loaders.js'
import { PolicyVersionResolver, PublicationResolver } from './policy-version.resolver.js'
import { PolicyResolver } from './policy.resolver.js'
import { PolicyService } from './policy.service.js'
import { TokenCounter } from './token-counter.js'

/** A second a call, so that what happens later is later. */
class SteppingClock extends Clock {
  private ms = Date.parse('2026-05-03T10:00:00.000Z')
  now(): Date {
    return new Date((this.ms += 1000))
  }
}

const openBranches = { demands: (branch: string) => Promise.resolve(usualDemands(branch)) }
/** Counts what reaches the store. */
function counting(store: PolicyStore, calls: Map<string, number>): PolicyStore {
  return new Proxy(store, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value !== 'function' || !String(name).match(/^(find|list|read)/)) return value
      return (...args: unknown[]): unknown => {
        calls.set(String(name), (calls.get(String(name)) ?? 0) + 1)
        return Reflect.apply(value, target, args)
      }
    },
  })
}

const person = (id: string, ...roles: Role[]): Principal => ({
  kind: 'person',
  id,
  name: id,
  roles,
  scopes: null,
})
const ann = person('ann', 'policy-author')
const bea = person('bea', 'policy-approver')
const both = person('cleo', 'policy-author', 'policy-approver')
const reviewer = person('rob', 'reviewer')
describe('policies over GraphQL', () => {
  const calls = new Map<string, number>()
  let app: NestFastifyApplication

  beforeAll(async () => {
    const clock = new SteppingClock()
    const store = new MemoryPolicyStore(new IdSource(clock, new SystemRandomness()), clock)
    const names = new Map(Object.entries({ ann: 'Ann Author', bea: 'Bea Approver' }))
    const testing = await Test.createTestingModule({
      imports: [
        GraphQLModule.forRoot<MercuriusDriverConfig>({
          driver: MercuriusDriver,
          autoSchemaFile: true,
          routes: false,
          jit: 1,
          fieldResolverEnhancers: ['guards', 'filters'],
        }),
      ],
      providers: [
        { provide: Clock, useValue: clock },
        { provide: PolicyStore, useValue: counting(store, calls) },
        { provide: IdentityService, useValue: { findNames: () => Promise.resolve(names) } },
        { provide: Authenticator, useValue: {} },
        { provide: AuditedActs, useValue: { turnedAway: () => Promise.resolve() } },
        { provide: APP_GUARD, useClass: PermitGuard },
        { provide: APP_FILTER, useClass: DomainErrorFilter },
        { provide: Branches, useValue: openBranches },
        ...[PolicyService, PolicyChanges, PolicyLoaders, PeopleLoaders, TokenCounter],
        ...[PolicyResolver, PolicyVersionResolver, PublicationResolver],
      ],
    }).compile()
    app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter())
    await app.init()
    await app.getHttpAdapter().getInstance().ready()
  })
  afterAll(() => app.close())
  beforeEach(() => calls.clear())

  async function ask<Data>(
    principal: Principal,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Data> {
    const context = { requestId: 'r1', principal, loaders: new Map() }
    const instance = app.getHttpAdapter().getInstance() as unknown as {
      graphql(source: string, context: object, variables: object): Promise<{ data: Data }>
    }
    return (await instance.graphql(query, context, variables)).data
  }

  const commit = (principal: Principal, input: Record<string, unknown>) =>
    ask<{ commitPolicy: Record<string, unknown> }>(
      principal,
      `mutation ($input: CommitPolicyInput!) {
         commitPolicy(input: $input) {
           ... on PolicyVersion { commit sequence author inForce rules { code start end } tokens }
           ... on Refusal { code message facts }
         }
       }`,
      { input: { policy: 'spam', manifest: manifestYaml, message: 'm', ...input } },
    ).then((data) => data.commitPolicy)

  const publish = (principal: Principal, ref: string, policy = 'spam') =>
    ask<{ publishPolicy: Record<string, unknown> }>(
      principal,
      `mutation ($input: PublishPolicyInput!) {
         publishPolicy(input: $input) {
           ... on Publication { commit kind note publishedBy supersededAt }
           ... on Refusal { code message }
         }
       }`,
      { input: { policy, ref, note: 'agreed' } },
    ).then((data) => data.publishPolicy)

  test('a version is committed by its author and put in force by another', async () => {
    const text = '# Spam\n- SP-1.1 Repeated promotion: thrice.\n'
    const version = await commit(ann, { text })
    expect(version).toMatchObject({ sequence: 1, author: 'Ann Author', inForce: false })
    expect(version['rules']).toEqual([{ code: 'SP-1.1', start: 9, end: 43 }])
    expect(version['tokens']).toBeGreaterThan(5)
    expect(await publish(bea, 'v1')).toEqual({
      commit: version['commit'],
      kind: 'published',
      note: 'agreed',
      publishedBy: 'Bea Approver',
      supersededAt: null,
    })
    const { policyVersion } = await ask<{ policyVersion: Record<string, unknown> }>(
      reviewer,
      `{ policyVersion(policy: "spam", ref: "in-force") {
           sequence shortCommit text manifestYaml cases contract labels { label outcome }
           inForce publications { kind publishedAt supersededAt } } }`,
    )
    expect(policyVersion).toMatchObject({
      sequence: 1,
      text,
      manifestYaml,
      cases: '',
      contract: 'words',
      inForce: true,
      labels: [
        { label: 'VALID', outcome: 'ALLOWED' },
        { label: 'INVALID', outcome: 'VIOLATES' },
      ],
      publications: [{ kind: 'published' }],
    })
  })

  test('nobody puts in force what they wrote', async () => {
    const { sequence } = await commit(both, { text: '# Spam SP-1.1 two\n' })
    expect(await publish(both, `v${String(sequence)}`)).toMatchObject({ code: 'OWN_CHANGE' })
  })

  test.each([
    ['an empty text', { text: ' \n' }, 'TEXT_EMPTY'],
    ['a text with NUL', { text: 'a\0b' }, 'TEXT_HAS_NUL'],
    ['half a character', { text: 'a\ud800b' }, 'TEXT_NOT_UTF8'],
    ['a text beyond 1 MiB', { text: 'x'.repeat(1024 * 1024 + 1) }, 'TEXT_TOO_LONG'],
    ['a manifest that is no YAML', { text: 't', manifest: '{ a: [' }, 'NOT_YAML'],
    ['a manifest without labels', { text: 't', manifest: 'title: x\ncontract: words' }, 'MISSING'],
    ['a case that is no JSON', { text: 't', cases: '{' }, 'CASES_REFUSED'],
    [
      'a case of an unknown label',
      { text: 't', cases: '{"content":"x","label":"NO"}' },
      'CASES_REFUSED',
    ],
    ['an empty message', { text: 't', message: ' ' }, 'MESSAGE_REFUSED'],
    ['a name of another shape', { text: 't', policy: '../spam' }, 'NAME_REFUSED'],
    ['a name of imports', { text: 't', policy: 'imported-spam' }, 'NAME_REFUSED'],
    ['a name with NUL', { text: 't', policy: 'a\0b' }, 'NAME_REFUSED'],
    [
      'a manifest with NUL behind an escape',
      { text: 't', manifest: manifestYaml.replace('Spam', '"a\\0b"') },
      'TEXT_HAS_NUL',
    ],
    ['an old parent', { text: 't', parent: '0'.repeat(40) }, 'HEAD_MOVED'],
    [
      'a rule turned into its opposite',
      { text: 't', manifest: manifestYaml.replace('outcome: violates', 'outcome: allowed') },
      'LINT_REFUSED',
    ],
  ])('%s is refused in so many words', async (_, input, code) => {
    const before = await ask(ann, '{ policy(name: "spam") { versions { edges { cursor } } } }')
    const refusal = await commit(ann, input)
    expect(refusal).toMatchObject({ code })
    expect(String(refusal['message'])).toMatch(/\S/)
    expect(await ask(ann, '{ policy(name: "spam") { versions { edges { cursor } } } }')).toEqual(
      before,
    )
  })

  test('the same again is no change', async () => {
    const text = '# Spam SP-1.1 once more\n'
    await commit(ann, { text })
    expect(await commit(ann, { text })).toMatchObject({ code: 'NOTHING_CHANGED' })
  })

  test('what nobody made is null, an unknown ref to publish a refusal', async () => {
    expect(
      await ask(
        ann,
        `{ a: policy(name: "none") { name } b: policyVersion(policy: "spam", ref: "v99") { commit }
           c: policyVersion(policy: "none", ref: "main") { commit }
           e: policyVersion(policy: "spam", ref: "a\\u0000b") { commit }
           f: policyVersion(policy: "a\\u0000b", ref: "v1") { commit }
           d: comparePolicy(policy: "spam", base: "v1", head: "nothing") { added } }`,
      ),
    ).toEqual({ a: null, b: null, c: null, d: null, e: null, f: null })
    expect(await publish(bea, 'v99')).toMatchObject({ code: 'VERSION_UNKNOWN' })
    expect(await publish(bea, 'v1', 'none')).toMatchObject({ code: 'POLICY_UNKNOWN' })
    expect(await publish(bea, 'in-force')).toMatchObject({ code: 'ALREADY_IN_FORCE' })
  })

  test('roles are asked for', async () => {
    expect(await commit(bea, { text: 't' })).toMatchObject({ code: 'FORBIDDEN' })
    expect(await publish(ann, 'v1')).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('versions compare by line and by rule', async () => {
    await commit(ann, { policy: 'cmp', text: 'a\nSP-1.1 x\nc\n' })
    const manifest = manifestYaml.replace('SP-1.1, title: Repeated', 'SP-1.2, title: Other')
    await commit(ann, { policy: 'cmp', text: 'a\nSP-1.2 y\nc\nd\n', manifest })
    const { comparePolicy } = await ask<{ comparePolicy: Record<string, unknown> }>(
      reviewer,
      `{ comparePolicy(policy: "cmp", base: "v1", head: "v2") {
           added removed base { sequence } head { sequence }
           lines { kind base head text } rules { kind code before { title } after { title } } } }`,
    )
    expect(comparePolicy).toMatchObject({
      added: 2,
      removed: 1,
      base: { sequence: 1 },
      head: { sequence: 2 },
      rules: [
        { kind: 'removed', code: 'SP-1.1', before: { title: 'Repeated promotion' }, after: null },
        { kind: 'added', code: 'SP-1.2', before: null, after: { title: 'Other promotion' } },
      ],
    })
  })

  test('a list asks the store once for each kind of thing, however long it is', async () => {
    for (const policy of ['n1', 'n2', 'n3'])
      for (const text of ['one SP-1.1', 'two SP-1.1']) await commit(ann, { policy, text })
    for (const policy of ['n1', 'n2', 'n3']) await publish(bea, 'v2', policy)
    calls.clear()
    const { policies } = await ask<{ policies: { name: string; versions: unknown }[] }>(
      reviewer,
      `{ policies { name title inForce { sequence author publications { id } }
           publications { kind publishedBy }
           versions(first: 1) { edges { cursor node { sequence inForce author } } pageInfo { hasNextPage } } } }`,
    )
    expect(policies.map(({ name }) => name)).toEqual(['cmp', 'n1', 'n2', 'n3', 'spam'])
    expect(policies[1]?.versions).toEqual({
      edges: [
        { cursor: expect.any(String), node: { sequence: 2, inForce: true, author: 'Ann Author' } },
      ],
      pageInfo: { hasNextPage: true },
    })
    for (const [name, count] of calls) expect([name, count]).toEqual([name, 1])
  })

  test('pages go on where the last one ended', async () => {
    for (const n of [1, 2, 3, 4, 5]) await commit(ann, { policy: 'paged', text: `SP-1.1 ${n}` })
    const seen: number[] = []
    for (let after: string | undefined, pages = 0; pages < 3; pages++) {
      const { policy } = await ask<{ policy: { versions: Connection<{ sequence: number }> } }>(
        reviewer,
        `query ($after: String) { policy(name: "paged") { versions(first: 2, after: $after) {
           edges { node { sequence } } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      )
      const { edges, pageInfo } = policy.versions
      seen.push(...edges.map(({ node }) => node.sequence))
      expect(pageInfo.hasNextPage).toBe(pages < 2)
      after = pageInfo.endCursor ?? undefined
    }
    expect(seen).toEqual([5, 4, 3, 2, 1])
  })
})
