import { expect, test } from '@jest/globals'
import { inTreeOrder } from './rule-order.js'

const rule = (code: string, parent: string | null, precedence: number) => ({
  ...{ code, parent, precedence },
})

test('what stands under a rule follows it, by precedence', () => {
  const rules = [
    rule('HS-2.1', 'HS-2', 3),
    rule('HS-1', null, 2),
    rule('HS-2', null, 1),
    rule('HS-2.1.a', 'HS-2.1', 4),
    rule('HS-9.1', 'HS-9', 5),
  ]
  expect(inTreeOrder(rules).map(({ rule: { code }, depth }) => [code, depth])).toEqual([
    ...[
      ['HS-2', 0],
      ['HS-2.1', 1],
      ['HS-2.1.a', 2],
      ['HS-1', 0],
      ['HS-9.1', 0],
    ],
  ])
})
