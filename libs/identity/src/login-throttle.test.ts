import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { loginLimits, LoginThrottle } from './index.js'

const start = new Date('2026-05-03T10:00:00Z')
const after = (ms: number) => new Date(start.getTime() + ms)
const attempt = (account: string, address = 'a') => ({ account, address })

function fail(throttle: LoginThrottle, times: number, account: string, address?: string) {
  return Array.from({ length: times }, () => throttle.begin(attempt(account, address), start).kind)
}

test('an account is closed after its failures, from every address', () => {
  const throttle = new LoginThrottle()
  fail(throttle, loginLimits.failuresPerAccount, 'ada')
  expect(throttle.begin(attempt('ada', 'elsewhere'), start)).toEqual({
    kind: 'wait',
    retryAfterMs: loginLimits.windowMs,
  })
  expect(throttle.begin(attempt('bob', 'elsewhere'), start).kind).toBe('go')
})

test('an address is closed after its failures, for every account', () => {
  const throttle = new LoginThrottle()
  for (let i = 0; i < loginLimits.failuresPerAddress; i++) fail(throttle, 1, `account ${i}`)
  expect(throttle.begin(attempt('fresh'), start).kind).toBe('wait')
  expect(throttle.begin(attempt('fresh', 'b'), start).kind).toBe('go')
})

test('time opens it again', () => {
  const throttle = new LoginThrottle()
  fail(throttle, loginLimits.failuresPerAccount, 'ada')
  expect(throttle.begin(attempt('ada'), after(loginLimits.windowMs - 1)).kind).toBe('wait')
  expect(throttle.begin(attempt('ada'), after(loginLimits.windowMs)).kind).toBe('go')
})

test('success gives the account a fresh start and the address its attempt back', () => {
  const throttle = new LoginThrottle()
  for (let i = 0; i < loginLimits.failuresPerAddress * 3; i++) {
    expect(throttle.begin(attempt('ada'), start).kind).toBe('go')
    throttle.succeeded(attempt('ada'))
  }
})

test('attempts at once count before any is answered', () => {
  const kinds = fail(new LoginThrottle(), loginLimits.failuresPerAccount * 2, 'ada')
  expect(kinds.filter((kind) => kind === 'go')).toHaveLength(loginLimits.failuresPerAccount)
})

test('within one window no account is tried more often than the limit, whatever the order', () => {
  const steps = fc.array(
    fc.record({ account: fc.constantFrom('ada', 'bob'), address: fc.constantFrom('a', 'b', 'c') }),
    { maxLength: 200 },
  )
  fc.assert(
    fc.property(steps, (attempts) => {
      const throttle = new LoginThrottle()
      const through = attempts.filter((each) => throttle.begin(each, start).kind === 'go')
      for (const account of ['ada', 'bob'])
        expect(through.filter((each) => each.account === account).length).toBeLessThanOrEqual(
          loginLimits.failuresPerAccount,
        )
    }),
  )
})
