import { expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pruneOrphans } from '../steps/prune.mjs'
import { inAHouse } from './a-house.mjs'

const files = {
  'libs/policy/tsconfig.json': {},
  'libs/policy/src/kept.ts': '',
  'libs/policy/src/nest/Kept.tsx': '',
  'libs/policy/dist/.tsbuildinfo': '',
  'libs/policy/dist/kept.js': '',
  'libs/policy/dist/kept.d.ts.map': '',
  'libs/policy/dist/nest/Kept.js': '',
  'libs/policy/dist/gone.js': '',
  'libs/policy/dist/gone.d.ts': '',
  'libs/policy/dist/nest/gone.test.js.map': '',
  'libs/left-behind/dist/whole.test.js': '',
  'apps/admin/tsconfig.json': {},
  'apps/admin/src/main.tsx': '',
  'apps/admin/stories/tsconfig.json': {},
  'apps/admin/stories/sign-in.story.ts': '',
  'apps/admin/stories/dist/sign-in.story.js': '',
  'apps/admin/stories/dist/old.story.js': '',
}

test('output without a source goes, with all of a room that is gone; the rest stays', () =>
  inAHouse(files, (house) => {
    pruneOrphans(house)
    const left = Object.keys(files).filter((path) => existsSync(join(house, path)))
    expect(Object.keys(files).filter((path) => !left.includes(path))).toEqual([
      'libs/policy/dist/gone.js',
      'libs/policy/dist/gone.d.ts',
      'libs/policy/dist/nest/gone.test.js.map',
      'libs/left-behind/dist/whole.test.js',
      'apps/admin/stories/dist/old.story.js',
    ])
  }))
