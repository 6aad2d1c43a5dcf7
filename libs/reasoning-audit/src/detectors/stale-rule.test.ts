import { describe, expect, test } from '@jest/globals'
import { readingOf, ticketPolicy } from '../audit-subject.builder.js'
import type { OtherVersion } from '../other-versions.js'
import { staleRule } from './stale-rule.js'
import { unknownRule } from './unknown-rule.js'

const earlier: OtherVersion = {
  name: 'v1',
  relation: 'earlier',
  text: ticketPolicy
    .replace(
      'Output: INVALID\n\nTR3',
      'Output: INVALID\n\nTR5 Bundles\nSeats sold along with food and parking vouchers only.\n\nTR3',
    )
    .replace(
      'Asking for more than the printed price,',
      'Asking for more than twice the printed price,',
    ),
}
const later: OtherVersion = {
  name: 'v3',
  relation: 'later',
  text: ticketPolicy.replace(
    'TR3 Forged tickets',
    'TR7 Robots\nBuying by script.\n\nTR3 Forged tickets',
  ),
}

const find = (
  trace: string,
  content?: string,
  otherVersions: readonly OtherVersion[] = [earlier, later],
) => staleRule.detect(readingOf({ trace, otherVersions, ...(content ? { content } : {}) }))

const versionsIn = (trace: string, content?: string) =>
  find(trace, content).map(({ evidence, severity }) => [evidence['version'], severity])

describe('raises', () => {
  test.each([
    ['It falls under TR5. INVALID.', 'v1', 'hard'],
    ['Maybe TR5? Not sure.', 'v1', 'soft'],
    ['The policy says "Seats sold along with food and parking vouchers only".', 'v1', 'hard'],
    [
      'According to the policy, seats sold along with food and parking vouchers only are out.',
      'v1',
      'hard',
    ],
    ['The policy says “asking for more than twice the printed price”, so VALID.', 'v1', 'hard'],
  ])('%s', (trace, version, severity) => {
    expect(versionsIn(trace)).toEqual([[version, severity]])
  })

  test('the very words, in whatever marks, with the version they are from', () => {
    const trace = 'As it reads: «Seats sold along with food and parking vouchers only».'
    const [finding, ...rest] = find(trace)
    expect(rest).toEqual([])
    expect(finding?.spans.map(({ start, end }) => trace.slice(start, end))).toEqual([
      'Seats sold along with food and parking vouchers only',
    ])
    expect(finding?.evidence).toMatchObject({ version: 'v1', relation: 'earlier' })
  })

  test('a code of an earlier version is stale and not unknown; one of a later version is unknown', () => {
    const reading = readingOf({ trace: 'TR5 it is. Or TR7.', otherVersions: [earlier, later] })
    expect(staleRule.detect(reading).map(({ evidence }) => evidence['code'])).toEqual(['TR5'])
    const unknown = unknownRule.detect(reading).map(({ evidence }) => evidence)
    expect(unknown).toMatchObject([{ code: 'TR7', definedIn: 'v3' }])
  })

  test('wording of a later version, which tells that another version was judged under', () => {
    const version = {
      ...later,
      text: `${ticketPolicy}\nNobody may offer seats bought in bulk by a script.`,
    }
    const trace = 'The policy says "Nobody may offer seats bought in bulk by a script".'
    expect(find(trace, undefined, [version])[0]?.evidence).toMatchObject({ relation: 'later' })
  })
})

describe('leaves alone', () => {
  test.each([
    'It is TR2.a: message me and I will tell you what it costs.',
    'The policy says "Asking for more than the printed price".',
    'The policy says "asking for more than the printed price, or hiding the price until payment".',
    'There is no TR5 in this policy.',
    'The policy does not say "Seats sold along with food and parking vouchers only".',
    'An earlier version said "Seats sold along with food and parking vouchers only".',
    'The seller offers food and parking.',
  ])('%s', (trace) => {
    expect(versionsIn(trace)).toEqual([])
  })

  test('what the content says', () => {
    const content = 'Seats sold along with food and parking vouchers only!'
    const trace = 'The advert says "Seats sold along with food and parking vouchers only".'
    expect(versionsIn(trace, content)).toEqual([])
  })

  test('everything where no other version is known', () => {
    expect(find('It falls under TR5.', undefined, [])).toEqual([])
  })
})

test('time grows with the length of the trace', () => {
  const trace = 'The policy says "seats sold along with food and parking vouchers only". '.repeat(
    15_000,
  )
  expect(find(trace).length).toBeLessThanOrEqual(20)
})
