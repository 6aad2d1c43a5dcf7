import { expect, test } from '@jest/globals'
import type { ContentAccess, ContentLoaders } from '@assize/content/nest'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { AuditTrail } from '@assize/identity/nest'
import type { PolicyLoaders } from '@assize/policy/nest'
import type { Verdict } from '@assize/verdict'
import type { VerdictLoaders } from '@assize/verdict/nest'
import { anAuditSubject } from '../audit-subject.builder.js'
import { ClaimResolver } from './claim.resolver.js'
import type { PrismaFindingStore } from './prisma-finding-store.js'

const trace = 'The post says "Message me quickly". This is TR2. Thus the answer is INVALID.'
const subject = anAuditSubject({ trace, output: 'INVALID' })

/** A resolver over words that are there for everybody, and how often each kind of them was asked for. */
function reader(mayRead: (contentItemId: string) => boolean) {
  const asked: string[] = []
  const shown: string[] = []
  const context = { requestId: 'r', loaders: new Map() } as GraphqlContext
  const loaded = (kind: string, value: unknown) => (of: GraphqlContext, id: string) =>
    requestLoader(of, kind, (ids) => {
      asked.push(kind)
      return Promise.resolve(new Map(ids.map((each) => [each, value])))
    }).load(id)
  const findLatest = (ids: readonly string[]) => {
    asked.push('audits')
    return Promise.resolve(new Map(ids.map((id) => [id, { groundingCoverage: 0.5 }])))
  }
  const version = { contract: subject.contract, text: subject.policyText }
  const words = { trace, output: 'INVALID', rationale: null }
  const resolver = new ClaimResolver(
    { findLatest } as unknown as PrismaFindingStore,
    { words: loaded('words', words) } as unknown as VerdictLoaders,
    { words: loaded('content', { messages: subject.messages }) } as unknown as ContentLoaders,
    { version: loaded('version', version) } as unknown as PolicyLoaders,
    {
      allows: (_: unknown, permission: string, item: string) =>
        Promise.resolve(permission === 'trace:read' && mayRead(item)),
    } as unknown as ContentAccess,
    {
      shown: (_: unknown, { id }: { id: string }) => void shown.push(id),
    } as unknown as AuditTrail,
  )
  const page = (count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const of = {
          id: `v${i}`,
          contentItemId: `c${i}`,
          policy: 'p',
          policyCommit: 'c',
        } as Verdict
        return Promise.all([resolver.claims(of, context), resolver.groundingCoverage(of, context)])
      }),
    )
  return { page, asked, shown }
}

test('claims of a page of verdicts take one query for each kind of what they are read from', async () => {
  const { page, asked } = reader(() => true)
  const verdicts = await page(20)
  expect(asked.sort()).toEqual(['audits', 'content', 'version', 'words'])
  expect(verdicts.every(([claims]) => Array.isArray(claims) && claims.length > 2)).toBe(true)
})

test('whoever may not read a trace gets no claim of it, reads no words, and is not noted as a reader', async () => {
  const { page, shown } = reader((item) => item === 'c1')
  const [[hidden, coverage] = [], [open] = []] = await page(2)
  expect([hidden, coverage]).toEqual([[], 0.5])
  expect(open).not.toEqual([])
  expect(shown).toEqual(['v1'])
  const nobody = reader(() => false)
  await nobody.page(3)
  expect([nobody.asked, nobody.shown]).toEqual([['audits'], []])
})
