import 'reflect-metadata'
import { expect, test } from '@jest/globals'
import { isPermission } from '@assize/identity'
import { demandKey, type Demand } from '@assize/identity/nest'
import type { Type } from '@nestjs/common'
import { RESOLVER_TYPE_METADATA } from '@nestjs/graphql'
import { rooms } from './app.module.js'
import { providersOf } from './graphql/providers-of.js'

const rootTypes = new Set<unknown>(['Query', 'Mutation', 'Subscription'])

interface Entrance {
  readonly name: string
  readonly demand: Demand | undefined
}

/** Methods of `types` that `isEntrance`, with whom each says it is for. */
const entrances = (
  types: readonly Type[],
  isEntrance: (method: object) => boolean,
): readonly Entrance[] =>
  types.flatMap((type) =>
    Object.entries(Object.getOwnPropertyDescriptors(type.prototype)).flatMap(
      ([name, descriptor]) => {
        const method: unknown = descriptor.value
        if (typeof method !== 'function' || method === type || !isEntrance(method)) return []
        const onMethod = Reflect.getMetadata(demandKey, method) as Demand | undefined
        const onClass = Reflect.getMetadata(demandKey, type) as Demand | undefined
        return [{ name: `${type.name}.${name}`, demand: onMethod ?? onClass }]
      },
    ),
  )

const rootFields = entrances(providersOf(rooms), (method) =>
  rootTypes.has(Reflect.getMetadata(RESOLVER_TYPE_METADATA, method)),
)
const routes = entrances(
  rooms.flatMap(
    (room) => (Reflect.getMetadata('controllers', room) as readonly Type[] | undefined) ?? [],
  ),
  (method) => Reflect.hasMetadata('path', method),
)
const all = [...rootFields, ...routes]

test('there are root fields and routes', () => {
  expect(rootFields.length).toBeGreaterThan(40)
  expect(routes.length).toBeGreaterThan(4)
})

test('every query, mutation, subscription and route says whom it is for, in permissions there are', () => {
  expect(all.filter(({ demand }) => !demand).map(({ name }) => name)).toEqual([])
  const unknown = all.filter(
    ({ demand }) => demand?.kind === 'permission' && !demand.anyOf.every(isPermission),
  )
  expect(unknown).toEqual([])
})

test('only `me`, the session’s own routes, the log’s files and git’s, which ask for themselves, are open to anyone', () => {
  const open = all.filter(({ demand }) => demand?.kind === 'anyone').map(({ name }) => name)
  expect(open).toEqual([
    'IdentityResolver.me',
    'AuthController.login',
    'AuthController.session',
    'AuthController.logout',
    'LogController.checkpoint',
    'LogController.vkey',
    'LogController.keys',
    'LogController.tile',
    'GitController.allowedSigners',
    'GitController.advertise',
    'GitController.fetch',
    'GitController.push',
  ])
})
