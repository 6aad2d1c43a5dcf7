import { expect, test } from '@jest/globals'
import { toClaims, type ToldClaim } from './claims.js'

const aQuote: ToldClaim = {
  number: 1,
  kind: 'QUOTE',
  unsupported: false,
  span: { start: 3, end: 9 },
  support: { in: 'CONTENT', message: 2, start: 40, end: 46 },
  restsOn: [],
}

test('a quote of the content is told from one of the policy', () => {
  const support = { in: 'POLICY', message: null, start: 1, end: 7 }
  expect(toClaims([aQuote, { ...aQuote, number: 2, support }])).toMatchObject([
    { kind: 'content', partners: [{ in: 'content', message: 2, start: 40, end: 46 }] },
    { kind: 'quote', partners: [{ in: 'policy', start: 1, end: 7 }] },
  ])
})

test('a conclusion leads to what it rests on', () => {
  const conclusion = { ...aQuote, number: 2, kind: 'CONCLUSION' as const, support: null }
  expect(toClaims([aQuote, { ...conclusion, restsOn: [1] }])[1]).toMatchObject({
    kind: 'conclusion',
    partners: [{ in: 'content', start: 40 }],
  })
})

test('what is not borne out stays marked, with no partner', () => {
  const alone = { ...aQuote, unsupported: true, support: null }
  expect(toClaims([alone])).toMatchObject([{ kind: 'quote', unsupported: true, partners: [] }])
})
