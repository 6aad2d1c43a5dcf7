import { expect, test } from '@jest/globals'
import { ContentAccess, LikeContentFinder, OwnContent } from '@assize/content/nest'
import type { Principal } from '@assize/identity'
import type { Database } from '@assize/platform'
import type { GraphqlContext } from '@assize/platform/nest'
import { aRecording } from '../verdict-recording.builder.js'
import { NeighboursResolver } from './neighbours.resolver.js'
import { VerdictLoaders } from './verdict-loaders.js'
import { PrismaVerdictStore } from './prisma-verdict-store.js'

const nowhere = undefined as unknown as Database
const [mine, mineToo, anothers, sameAnothers] = ['item-1', 'item-2', 'item-3', 'item-4']

class Alike extends LikeContentFinder {
  override find() {
    return Promise.resolve([
      { contentItemId: sameAnothers, similarity: 1, same: true },
      { contentItemId: mineToo, similarity: 0.9, same: false },
      { contentItemId: anothers, similarity: 0.8, same: false },
    ])
  }
}

class OwnItems extends OwnContent {
  override among(_: Principal, ids: readonly string[]) {
    const own = ids.filter((id) => id === mine || id === mineToo)
    return Promise.resolve(new Map(own.map((id) => [id, true as const])))
  }
}

/** One verdict an item, which has the item's id. */
class OneEach extends PrismaVerdictStore {
  override findVerdicts(ids: readonly string[]) {
    return Promise.resolve(
      new Map(ids.map((id) => [id, aRecording(id, { contentItemId: id }).verdict])),
    )
  }
  override findIdsByContent(ids: readonly string[]) {
    return Promise.resolve(new Map(ids.map((id) => [id, [id]])))
  }
}

const seenBy = (roles: Principal['roles']) => {
  const principal = { kind: 'person', id: 'p', name: 'P', roles, scopes: null }
  const context = { requestId: 'r', principal, loaders: new Map() } as unknown as GraphqlContext
  const access = new ContentAccess(new OwnItems(nowhere))
  const loaders = new VerdictLoaders(new OneEach(nowhere))
  const { verdict } = aRecording(mine, { contentItemId: mine })
  return new NeighboursResolver(new Alike(nowhere), loaders, access).neighbours(verdict, context)
}

test('nobody is told that content they may not read reads like what they may', async () => {
  const told = await seenBy(['policy-author'])
  expect(told.near.map(({ verdict }) => verdict.id)).toEqual([mineToo])
  expect(told.same).toEqual([])
})

test('who may read all content is told of all that is alike', async () => {
  const told = await seenBy(['auditor'])
  expect(told.near.map(({ verdict }) => verdict.id)).toEqual([mineToo, anothers])
  expect(told.same.map(({ id }) => id)).toEqual([sameAnothers])
})
