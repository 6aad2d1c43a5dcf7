import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { templateNames } from '@assize/policy'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { policyLintCommand } from './policy-lint.js'
import { policyNewCommand } from './policy-new.js'

let root: string
let said: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'policy-new-'))
  said = ''
  jest.spyOn(console, 'log').mockImplementation((text: string) => void (said += text))
})
afterEach(() => {
  jest.restoreAllMocks()
  rmSync(root, { recursive: true })
})

const begin = (folder: string, ...options: string[]) =>
  policyNewCommand().parseAsync([folder, ...options], { from: 'user' })

test.each(templateNames)('a policy begun from %s passes the lint, warnings too', async (name) => {
  const folder = join(root, 'ticket-touting')
  await begin(folder, '--template', name)
  expect(readdirSync(folder).sort()).toEqual(['cases.jsonl', 'policy.md', 'policy.yaml'])
  await policyLintCommand().parseAsync([folder, '--strict'], { from: 'user' })
  expect(said).toContain('policy.md')
})

test('what is there already stays as it is', async () => {
  const folder = join(root, 'touting')
  await begin(folder)
  const before = readFileSync(join(folder, 'policy.md'), 'utf8')
  await expect(begin(folder, '--template', 'violates-does-not')).rejects.toThrow(/is there already/)
  expect(readFileSync(join(folder, 'policy.md'), 'utf8')).toBe(before)
  await expect(begin(join(root, 'Ticket Touting'))).rejects.toThrow(/lower case/)
})
