import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { lintTable } from './lint-table.js'
import { lintRules } from './lint-rules.js'

test('the page of the lint lists every rule as it is', () => {
  const page = readFileSync(new URL('../../../../docs/policy-lint.md', import.meta.url), 'utf8')
  const table = page.slice(page.indexOf('| code'), page.lastIndexOf('|') + 1)
  expect(unpadded(table)).toBe(unpadded(lintTable()))
})

test('every rule has a code of its own in small words', () => {
  const codes = lintRules.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
})

/** Columns are set under each other on the page. */
const unpadded = (table: string): string => table.replace(/ +/g, ' ').replace(/-{3,}/g, '---')
