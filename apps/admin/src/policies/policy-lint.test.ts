import { expect, test } from '@jest/globals'
import { lintText } from './policy-lint.js'

const manifest = 'rules:\n  - { code: SP-1.1, title: A }\n  - { code: SP-1.2, title: B }\n'

test('a code nobody declared is marked where it stands', () => {
  expect(lintText('SP-1.1 and SP-1.2 and SP-9.9', manifest)).toEqual([
    { from: 22, to: 28, message: 'SP-9.9 is not declared in policy.yaml' },
  ])
})

test('a declared code the text leaves out is told at the end', () => {
  expect(lintText('SP-1.1', manifest).map(({ message }) => message)).toEqual([
    'SP-1.2 is declared, and the text does not name it',
  ])
})

test('a code one letter off names the one that was meant, when only one can be', () => {
  const manifest = 'rules:\n  - { code: SP-1.1 }\n  - { code: SP-2.2 }'
  const fixes = (text: string) => lintText(text, manifest).map((problem) => problem.instead)
  expect(fixes('SP-1.1 SP-2.2 SP-3.1')).toEqual(['SP-1.1'])
  expect(fixes('SP-1.1 SP-2.2 SP-9.9')).toEqual([undefined])
  expect(fixes('SP-1.1 SP-2.2 SP-1.2')).toEqual([undefined])
})
