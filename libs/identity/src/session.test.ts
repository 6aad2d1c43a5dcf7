import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isAlive, isDueForNote, requireCsrf, sessionTerm, type Session } from './index.js'

const start = new Date('2026-05-03T08:00:00Z')
const after = (ms: number) => new Date(start.getTime() + ms)
const aSession = (lastSeenAt = start): Session => ({
  id: 'digest',
  personId: 'p',
  csrfToken: 'token',
  createdAt: start,
  expiresAt: after(sessionTerm.mostMs),
  lastSeenAt,
})

test('a session ends after its idle time', () => {
  expect(isAlive(aSession(), after(sessionTerm.idleMs - 1))).toBe(true)
  expect(isAlive(aSession(), after(sessionTerm.idleMs))).toBe(false)
})

test('no session outlives its term, however busy', () => {
  fc.assert(
    fc.property(fc.nat(sessionTerm.mostMs * 2), (ms) => {
      const busy = aSession(after(ms))
      expect(isAlive(busy, after(ms))).toBe(ms < sessionTerm.mostMs)
    }),
  )
})

test('it is noted as seen at most once a minute', () => {
  expect(isDueForNote(aSession(), after(sessionTerm.noteMs - 1))).toBe(false)
  expect(isDueForNote(aSession(), after(sessionTerm.noteMs))).toBe(true)
})

test.each([undefined, '', 'toke', 'tokem', 'token '])('%p is not the token', (echoed) => {
  expect(() => requireCsrf(aSession(), echoed)).toThrow('x-csrf-token')
})
