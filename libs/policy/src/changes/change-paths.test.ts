import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkRefName } from '@assize/gitstore'
import { pickingCommands, resolvingCommands, revertingCommands } from './change-paths.js'

const plain = { oid: 'abc', parents: ['1'] }

/** The words a shell makes of a command, which it is not to run. */
const wordsOf = (command: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)

test('a branch of any name is one word of a command, to whoever pastes it', () => {
  const name = fc.string({
    unit: fc.constantFrom(...`aB7/-_.;|&$()\`'"<>!#{}=,%+é`),
    maxLength: 12,
  })
  fc.assert(
    fc.property(name, (branch) => {
      fc.pre(isRef(branch))
      const [, onto, merge] = resolvingCommands(branch, branch)
      expect(wordsOf(onto ?? '')).toEqual(['git', 'switch', branch])
      expect(wordsOf(merge ?? '')).toEqual(['git', 'merge', `origin/${branch}`])
      const [, picked] = pickingCommands('cherry-pick', plain, branch)
      expect(wordsOf(picked ?? '')).toEqual(['git', 'switch', branch])
      expect(wordsOf(revertingCommands('abc', 'main', branch).at(-1) ?? '')).toEqual([
        ...['git', 'push', 'origin', branch],
      ])
    }),
    { numRuns: 60 },
  )
})

test('a merge is picked and reverted by what it did to its first parent, as the product does', () => {
  const merge = { oid: 'abc', parents: ['1', '2'] }
  const step = (verb: 'cherry-pick' | 'revert', of: typeof merge) =>
    pickingCommands(verb, of, 'b')[2]
  expect(step('cherry-pick', merge)).toBe('git cherry-pick -m 1 abc')
  expect(step('revert', merge)).toBe('git revert -m 1 abc')
  expect(step('revert', plain)).toBe('git revert abc')
})

function isRef(branch: string): boolean {
  try {
    return checkRefName(`refs/heads/${branch}`) !== ''
  } catch {
    return false
  }
}
