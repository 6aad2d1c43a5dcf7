import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { grantOf, grantOfRole, permissions, permissionsOf, roles } from './index.js'
import type { Permission, Principal, Role } from './index.js'

const golden = readFileSync(
  fileURLToPath(new URL('../src/__golden__/permissions.txt', import.meta.url)),
  'utf8',
)

const aPrincipal = (held: readonly Role[], scopes: readonly string[] | null = null): Principal => ({
  kind: 'person',
  id: 'p',
  name: 'P',
  roles: held,
  scopes,
})

const anyRoles = fc.subarray([...roles])
const anyPermission = fc.constantFrom(...permissions)

test('every permission and role is as the golden file says', () => {
  const lines = permissions.map((permission) =>
    [permission, ...roles.map((role) => `${role}=${grantOfRole(role, permission)}`)].join(' '),
  )
  expect(`${lines.join('\n')}\n`).toBe(golden)
})

describe('deny by default', () => {
  test('nobody holds what the table does not name', () => {
    fc.assert(
      fc.property(anyRoles, fc.string(), (held, name) => {
        fc.pre(!(permissions as readonly string[]).includes(name))
        expect(grantOf(aPrincipal(held), name as Permission)).toBe('none')
        expect(held.every((role) => grantOfRole(role, name as Permission) === 'none')).toBe(true)
      }),
    )
  })

  test.each(['constructor', '__proto__', 'toString'])('%s is not a permission', (name) => {
    expect(grantOf(aPrincipal([...roles]), name as Permission)).toBe('none')
  })

  test('no role, no permission', () => {
    expect(permissionsOf(aPrincipal([]))).toEqual([])
  })

  test('the add-on grants nothing by itself', () => {
    expect(permissionsOf(aPrincipal(['child-safety']))).toEqual([])
  })
})

test('another role never takes a grant away', () => {
  const rank = { none: 0, own: 1, all: 2 }
  fc.assert(
    fc.property(anyRoles, fc.constantFrom(...roles), anyPermission, (held, more, permission) => {
      const before = grantOf(aPrincipal(held), permission)
      const after = grantOf(aPrincipal([...held, more]), permission)
      expect(rank[after]).toBeGreaterThanOrEqual(rank[before])
    }),
  )
})

test('scopes narrow and never widen', () => {
  fc.assert(
    fc.property(
      anyRoles,
      fc.subarray([...permissions]),
      anyPermission,
      (held, scopes, permission) => {
        const narrowed = grantOf(aPrincipal(held, scopes), permission)
        const whole = grantOf(aPrincipal(held), permission)
        expect(narrowed).toBe(scopes.includes(permission) ? whole : 'none')
      },
    ),
  )
})
