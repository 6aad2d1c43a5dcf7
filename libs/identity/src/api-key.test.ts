import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Randomness } from '@assize/kernel'
import {
  digestOfApiKey,
  expiryOf,
  isApiKeyForm,
  keyFault,
  mintApiKey,
  permissions,
  permissionsOf,
  prefixOfApiKey,
  roles,
  scopesFor,
  type ApiKey,
} from './index.js'

class SeededBytes extends Randomness {
  constructor(private readonly seed: Uint8Array) {
    super()
  }
  bytes(length: number): Uint8Array {
    return this.seed.slice(0, length)
  }
}

const now = new Date('2026-05-03T10:00:00Z')
const aKey = (fields: Partial<ApiKey>): ApiKey => ({
  id: 'k',
  name: 'k',
  prefix: 'ak_12345678',
  owner: { kind: 'person', id: 'p' },
  scopes: [],
  createdAt: now,
  expiresAt: expiryOf(now, 1),
  revokedAt: null,
  lastUsedAt: null,
  ...fields,
})

test('a minted key has the form of one, and its prefix and digest tell it from others', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const [key, another] = [one, other].map((seed) => mintApiKey(new SeededBytes(seed)))
      expect(isApiKeyForm(key ?? '')).toBe(true)
      expect(key?.startsWith(prefixOfApiKey(key))).toBe(true)
      expect(digestOfApiKey(key ?? '') === digestOfApiKey(another ?? '')).toBe(key === another)
    }),
  )
})

test.each(['', 'ak_', 'ak_short', 'sk-abc', `ak_${'x'.repeat(44)}`, `ak_${'ß'.repeat(43)}`])(
  '%p is no key',
  (text) => expect(isApiKeyForm(text)).toBe(false),
)

test('a key ends at its instant, or when revoked', () => {
  expect(keyFault(aKey({}), now)).toBeNull()
  expect(keyFault(aKey({ expiresAt: now }), now)).toBe('expired')
  expect(keyFault(aKey({ revokedAt: now }), now)).toBe('revoked')
})

test.each([0, -1, 366, 1.5, NaN])('%p days is no term', (days) => {
  expect(() => expiryOf(now, days)).toThrow('1 to 365')
})

test('a key never carries what its owner does not hold', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...roles),
      fc.option(fc.subarray([...permissions, 'no:such']), { nil: null }),
      (role, asked) => {
        const owner = { kind: 'person', id: 'p', name: 'P', roles: [role], scopes: null } as const
        const held: readonly string[] = permissionsOf(owner)
        const fits = asked === null || (asked.length > 0 && asked.every((s) => held.includes(s)))
        if (fits) expect(scopesFor(owner, asked)).toEqual(asked ?? held)
        else expect(() => scopesFor(owner, asked)).toThrow('owner of the key holds')
      },
    ),
  )
})
