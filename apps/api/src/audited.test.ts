import 'reflect-metadata'
import { expect, test } from '@jest/globals'
import { demandKey, findAuditedAct, type Demand } from '@assize/identity/nest'
import type { Type } from '@nestjs/common'
import { RESOLVER_TYPE_METADATA } from '@nestjs/graphql'
import { rooms } from './app.module.js'
import { providersOf } from './graphql/providers-of.js'

interface Method {
  readonly name: string
  readonly of: object
  readonly type: Type
}

const methodsOf = (types: readonly Type[]): readonly Method[] =>
  types.flatMap((type) =>
    Object.entries(Object.getOwnPropertyDescriptors(type.prototype)).flatMap(([name, { value }]) =>
      typeof value === 'function' && value !== type
        ? [{ name: `${type.name}.${name}`, of: value as object, type }]
        : [],
    ),
  )

const mutations = methodsOf(providersOf(rooms)).filter(
  ({ of }) => Reflect.getMetadata(RESOLVER_TYPE_METADATA, of) === 'Mutation',
)
const controllers = rooms.flatMap(
  (room) => (Reflect.getMetadata('controllers', room) as readonly Type[] | undefined) ?? [],
)
const routes = methodsOf(controllers).filter(({ of }) => Reflect.hasMetadata('path', of))
const isOpen = ({ of, type }: Method): boolean => {
  const demand = (Reflect.getMetadata(demandKey, of) ?? Reflect.getMetadata(demandKey, type)) as
    Demand | undefined
  return demand?.kind === 'anyone'
}
const untold = (methods: readonly Method[]): readonly string[] =>
  methods.filter(({ of }) => !findAuditedAct(of)).map(({ name }) => name)

test('every mutation is told of on the audit trail', () => {
  expect(mutations.length).toBeGreaterThan(15)
  expect(untold(mutations)).toEqual([])
})

test('every route is, but those open to anyone', () => {
  expect(untold(routes.filter((route) => !isOpen(route)))).toEqual([])
})

test('each act is named as the trail can hold it', () => {
  for (const { of, name } of [...mutations, ...routes]) {
    const act = findAuditedAct(of)
    if (!act) continue
    const said = { name, action: act.action, target: act.target }
    expect(said).toEqual({
      name,
      action: expect.stringMatching(/^[a-z-]+\.[a-z-]+$/),
      target: expect.stringMatching(/^[a-z-]+$/),
    })
  }
})
