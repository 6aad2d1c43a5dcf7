import { expect, test } from '@jest/globals'
import { testsNamed } from '../steps/named-tests.mjs'
import { inAHouse } from './a-house.mjs'

const files = {
  'libs/policy/src/lint.ts': '',
  'libs/policy/src/lint.test.ts': '',
  'libs/policy/src/nest/store.test.ts': '',
  'libs/policy/dist/lint.test.js': '',
  'apps/admin/src/Page.test.tsx': '',
  'apps/admin/stories/proof.story.ts': '',
  'apps/admin/stories/proof-copied.story.ts': '',
  'apps/admin/stories/dist/proof.story.js': '',
  '.config/tests/rooms.test.mjs': '',
}

test.each([
  ['apps/admin/stories/proof', ['apps/admin/stories/proof.story.ts']],
  ['./apps/admin/stories/proof.story.ts', ['apps/admin/stories/proof.story.ts']],
  ['apps/admin/stories/dist/proof.story.js', ['apps/admin/stories/proof.story.ts']],
  [
    'apps/admin/stories/',
    ['apps/admin/stories/proof-copied.story.ts', 'apps/admin/stories/proof.story.ts'],
  ],
  ['libs/policy', ['libs/policy/src/lint.test.ts', 'libs/policy/src/nest/store.test.ts']],
  ['libs/policy/src/lint.test.ts', ['libs/policy/src/lint.test.ts']],
  ['libs/policy/dist/lint.test.js', ['libs/policy/src/lint.test.ts']],
  ['store', ['libs/policy/src/nest/store.test.ts']],
  ['.config/tests', ['.config/tests/rooms.test.mjs']],
])('%s names its tests and no others', (path, named) =>
  inAHouse(files, (house) => expect(testsNamed(path, house).sort()).toEqual(named)),
)

test.each([
  [
    'apps/admin/stories/prof',
    'no test or story is named by apps/admin/stories/prof; in apps/admin/stories there are proof, proof-copied',
  ],
  ['libs/nothing', 'no test or story is named by libs/nothing'],
  ['(', 'no test or story is named by ('],
])('%s names nothing, and one line says what is there', (path, line) =>
  inAHouse(files, (house) => {
    let said = ''
    try {
      testsNamed(path, house)
    } catch (error) {
      said = error.message.replace('proof-copied, proof', 'proof, proof-copied')
    }
    expect(said.startsWith(line)).toBe(true)
    expect(said).not.toContain('\n')
  }),
)
