import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CliError } from '../cli-error.js'
import { policyLintCommand } from './policy-lint.js'

const manifest = (rules: string): string => `title: Touting
owners: [policy-author]
contract: words
labels: { VALID: allowed, INVALID: violates }
rules: [${rules}]
actions: { violates: limit, undetermined: hide }
`
const rule = (code: string, title: string, outcome = 'violates'): string =>
  `{ code: ${code}, title: ${title}, outcome: ${outcome} }`

let folder: string
let said: string

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'policy-lint-')), 'touting')
  mkdirSync(folder)
  said = ''
  jest.spyOn(console, 'log').mockImplementation((text: string) => void (said += text))
})
afterEach(() => {
  jest.restoreAllMocks()
  rmSync(join(folder, '..'), { recursive: true })
})

function write(
  place: string,
  rules: string,
  text = 'Answer VALID or INVALID. TO-1: resale.',
): void {
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'policy.md'), text)
  writeFileSync(join(place, 'policy.yaml'), manifest(rules))
  writeFileSync(join(place, 'cases.jsonl'), '')
}

const lint = (...args: string[]): Promise<unknown> =>
  policyLintCommand()
    .exitOverride()
    .parseAsync([folder, ...args], { from: 'user' })

test('a sound policy has nothing to remark', async () => {
  write(folder, rule('TO-1', 'Resale'))
  await lint('--strict')
  expect(said).toBe('touting: nothing to remark')
})

test('a warning fails only where it should', async () => {
  write(folder, `${rule('TO-1', 'Resale')}, ${rule('TO-2', 'Bots')}`)
  await lint()
  expect(said).toBe('touting: warning: the text never names rule TO-2')
  await expect(lint('--strict')).rejects.toThrow(CliError)
})

test('a code of an earlier version keeps its meaning', async () => {
  write(folder, rule('TO-1', 'Resale'))
  write(join(folder, 'earlier', '1'), rule('TO-1', 'Resale', 'allowed'))
  await expect(lint('--json')).rejects.toMatchObject({ code: 'NOT_DONE' })
  expect(JSON.parse(said)).toMatchObject([
    { policy: 'touting', remarks: [{ severity: 'error', kind: 'code-with-other-outcome' }] },
  ])
})

test('what a commit would refuse is an error', async () => {
  write(folder, rule('TO-1', 'Resale'))
  writeFileSync(join(folder, 'cases.jsonl'), '{"content":"x","label":"MAYBE"}\n')
  await expect(lint()).rejects.toThrow('1 of 1 policies')
  expect(said).toContain('touting: error: expected one test case a line')
})

test('a folder without policies is wrong use', async () => {
  await expect(lint()).rejects.toMatchObject({ code: 'WRONG_USE' })
})
