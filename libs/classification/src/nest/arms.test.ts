import { expect, test } from '@jest/globals'
import type { TokenLimit } from '@assize/content'
import type { PolicyVersion } from '@assize/policy'
import type { PolicyReleases } from '@assize/policy/nest'
import type { ClassificationRequest } from '../classification.js'
import type { AcceptanceService } from './acceptance.service.js'
import { ClassificationService } from './classification.service.js'

const version = (commit: string) => ({ policy: 'spam', commit }) as PolicyVersion

/** What is accepted of these texts, while a tenth of the content is judged by `v2` and all of it by `v3` beside. */
async function accepted(texts: readonly string[], ref: string | null = null) {
  const seen: ClassificationRequest[] = []
  const acceptance = {
    accept: (_: string, requests: readonly ClassificationRequest[]) => {
      seen.push(...requests)
      return Promise.resolve(requests.map(() => ({ classificationIds: [], repeated: false })))
    },
  } as unknown as AcceptanceService
  const releases = {
    judgedUnder: (policy: string, named: string | null) =>
      Promise.resolve(
        named === null
          ? {
              ...{ policy, live: version('v1'), shadow: version('v3') },
              canary: { version: version('v2'), share: 10 },
            }
          : { policy, live: version(named), canary: null, shadow: null },
      ),
  } as unknown as PolicyReleases
  const tokens = { check: () => undefined } as unknown as TokenLimit
  const config = { contentHmacKey: 'k' }
  const service = new ClassificationService(acceptance, releases, tokens, config)
  const items = texts.map((text) => ({ content: { text }, policies: [{ policy: 'spam', ref }] }))
  await service.submit('caller', items)
  return seen
}

test('a share of the content is judged under the canary instead, the same content always', async () => {
  const texts = Array.from({ length: 400 }, (_, n) => `text ${n}`)
  const first = await accepted(texts)
  const canary = first.filter(({ policies }) => policies[0]?.arm === 'canary')
  expect(canary.length).toBeGreaterThan(15)
  expect(canary.length).toBeLessThan(75)
  for (const { policies } of first)
    expect(policies).toEqual([
      policies[0]?.arm === 'canary'
        ? { policy: 'spam', commit: 'v2', arm: 'canary' }
        : { policy: 'spam', commit: 'v1', arm: null },
    ])
  const again = await accepted(texts.map((text) => ` ${text}\n`))
  expect(again.map(({ policies }) => policies)).toEqual(first.map(({ policies }) => policies))
})

test('all of it is judged beside under the shadow, unless a version is asked for by name', async () => {
  const [beside] = await accepted(['a'])
  expect(beside?.shadows).toEqual([{ policy: 'spam', commit: 'v3' }])
  const [named] = await accepted(['a'], 'v2')
  expect(named).toMatchObject({ policies: [{ commit: 'v2', arm: null }], shadows: [] })
})
