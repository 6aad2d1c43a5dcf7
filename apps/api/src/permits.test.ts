import 'reflect-metadata'
import { expect, test } from '@jest/globals'
import { isPermission } from '@assize/identity'
import { demandKey, type Demand } from '@assize/identity/nest'
import { RESOLVER_TYPE_METADATA } from '@nestjs/graphql'
import { rooms } from './app.module.js'
import { providersOf } from './graphql/providers-of.js'

const rootTypes = new Set<unknown>(['Query', 'Mutation', 'Subscription'])

interface RootField {
  readonly name: string
  readonly demand: Demand | undefined
}

const rootFields: readonly RootField[] = providersOf(rooms).flatMap((resolver) =>
  Object.entries(Object.getOwnPropertyDescriptors(resolver.prototype)).flatMap(
    ([name, descriptor]) => {
      const value: unknown = descriptor.value
      if (typeof value !== 'function') return []
      if (!rootTypes.has(Reflect.getMetadata(RESOLVER_TYPE_METADATA, value))) return []
      const onMethod = Reflect.getMetadata(demandKey, value) as Demand | undefined
      const onClass = Reflect.getMetadata(demandKey, resolver) as Demand | undefined
      return [{ name: `${resolver.name}.${name}`, demand: onMethod ?? onClass }]
    },
  ),
)

test('there are root fields', () => {
  expect(rootFields.length).toBeGreaterThan(10)
})

test('every query, mutation and subscription says whom it is for, in permissions there are', () => {
  const silent = rootFields.filter(({ demand }) => !demand).map(({ name }) => name)
  expect(silent).toEqual([])
  const unknown = rootFields.filter(
    ({ demand }) => demand?.kind === 'permission' && !demand.anyOf.every(isPermission),
  )
  expect(unknown).toEqual([])
})

test('only `me` is open to anyone', () => {
  const open = rootFields.filter(({ demand }) => demand?.kind === 'anyone').map(({ name }) => name)
  expect(open).toEqual(['IdentityResolver.me'])
})
