import { expect, test } from '@jest/globals'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { bin } from '../bootstrap.mjs'
import { rooms } from '../house.mjs'
import { root, workspaces } from '../steps/places.mjs'
import { node } from '../steps/run.mjs'
import { inAHouse } from './a-house.mjs'

/** A file that breaks the house, what is in it, and the rule that has to say so. */
const offences = [
  [
    'libs/content/src/up.ts',
    `import { policy } from '@assize/policy'\npolicy`,
    'content-looks-down',
  ],
  [
    'libs/content/src/nest/up-in-types.ts',
    `import type { Policy } from '@assize/policy'\nexport type P = Policy`,
    'content-looks-down',
  ],
  [
    'libs/policy/src/nest/to-app.ts',
    `import '../../../../apps/api/src/main.js'`,
    'apps-stand-above-rooms',
  ],
  ['apps/api/src/to-cli.ts', `import '../../cli/src/main.js'`, 'apps-stand-alone'],
  ['apps/api/src/new-room.ts', `import '@assize/attic'`, 'every-room-has-a-place'],
  ['apps/api/src/past-the-door.ts', `import '../../../libs/policy/src/inner.js'`, 'doors-only'],
  ['libs/policy/src/framework.ts', `import '@nestjs/common'`, 'pure-half-is-pure'],
  ['libs/policy/src/database.ts', `import 'pg'`, 'pure-half-is-pure'],
  ['libs/kernel/src/framework.ts', `import '@nestjs/common'`, 'pure-half-is-pure'],
  ['libs/policy/src/files.ts', `import 'node:fs'`, 'pure-half-has-no-world'],
  ['libs/policy/src/promised-files.ts', `import 'fs/promises'`, 'pure-half-has-no-world'],
  ['libs/policy/src/chance.ts', `import 'node:crypto'`, 'pure-half-has-no-world'],
  ['libs/kernel/src/network.ts', `import 'node:net'`, 'kernel-only-hashes'],
  ['libs/policy/src/platform.ts', `import '@assize/platform'`, 'pure-half-needs-no-adapter'],
  ['libs/policy/src/own-adapter.ts', `import './nest/index.js'`, 'pure-half-needs-no-adapter'],
  ['apps/admin/src/adapter.ts', `import '@assize/policy/nest'`, 'admin-sees-pure-halves'],
  [
    'libs/policy/src/nest/policy.service.ts',
    `import '../../../platform/src/generated/client.js'`,
    'prisma-behind-named-files',
  ],
  ['libs/policy/src/nest/builders.ts', `import '@assize/testing'`, 'testing-is-for-tests'],
  ['libs/policy/src/laws.ts', `import 'fast-check'`, 'testing-is-for-tests'],
  ['libs/policy/src/from-a-test.ts', `import './policy.test.js'`, 'testing-is-for-tests'],
  ['libs/policy/src/one.ts', `import { two } from './two.js'\nexport const one = two`, 'no-cycles'],
  ['libs/policy/src/nowhere.ts', `import './does-not-exist.js'`, 'resolvable'],
]

/** Files that keep the house: if a rule complained about one of these, it would be too strict. */
const decent = [
  ['libs/kernel/src/digest.ts', `import 'node:crypto'`],
  ['libs/policy/src/lower.ts', `import '@assize/content'`],
  [
    'libs/policy/src/policy.test.ts',
    `import 'node:fs'\nimport '@assize/testing'\nimport 'fast-check'`,
  ],
  [
    'libs/policy/src/nest/index.ts',
    `import '@nestjs/common'\nimport 'node:fs'\nimport '@assize/platform'`,
  ],
  ['libs/policy/src/nest/prisma-policies.ts', `import { client } from '@assize/platform'\nclient`],
  [
    'apps/api/src/composes.ts',
    `import '@assize/policy'\nimport '@assize/policy/nest'\nimport 'node:http'`,
  ],
]

const packages = ['@nestjs/common', 'pg', 'fast-check']
const roomsHere = ['kernel', 'platform', 'content', 'policy', 'testing', 'attic']

const surroundings = [
  ['libs/kernel/src/index.ts', `export const kernel = 1`],
  ['libs/platform/src/index.ts', `export { client } from './generated/client.js'`],
  ['libs/platform/src/nest/index.ts', `export const nest = 1`],
  ['libs/platform/src/generated/client.ts', `export const client = 1`],
  ['libs/content/src/index.ts', `export const content = 1`],
  ['libs/content/src/nest/index.ts', `export const nest = 1`],
  ['libs/policy/src/index.ts', `export const policy = 1\nexport type Policy = number`],
  ['libs/policy/src/inner.ts', `export const inner = 1`],
  ['libs/policy/src/two.ts', `import { one } from './one.js'\nexport const two = one`],
  ['libs/testing/src/index.ts', `export const aPolicy = 1`],
  ['libs/attic/src/index.ts', `export const attic = 1`],
  ['apps/api/src/main.ts', `export const api = 1`],
  ['apps/cli/src/main.ts', `export const cli = 1`],
  ...packages.map((name) => [`node_modules/${name}/index.js`, '']),
]

const files = {
  'package.json': { private: true, workspaces: ['libs/*', 'apps/*'] },
  ...Object.fromEntries([...surroundings, ...decent, ...offences]),
  ...Object.fromEntries(
    packages.map((name) => [`node_modules/${name}/package.json`, { name, main: 'index.js' }]),
  ),
  ...Object.fromEntries(
    roomsHere.map((room) => [
      `libs/${room}/package.json`,
      {
        name: `@assize/${room}`,
        exports: { '.': { source: './src/index.ts' }, './nest': { source: './src/nest/index.ts' } },
      },
    ]),
  ),
}

function linkRooms(house) {
  mkdirSync(join(house, 'node_modules', '@assize'), { recursive: true })
  for (const room of roomsHere)
    symlinkSync(join(house, 'libs', room), join(house, 'node_modules', '@assize', room))
}

async function violationsIn(house) {
  const { output } = await node(
    [
      bin('dependency-cruiser', 'depcruise'),
      `--config=${join(root, '.config', 'dependency-cruiser.mjs')}`,
      '--output-type=json',
      'libs',
      'apps',
    ],
    { cwd: house },
  )
  const { summary } = JSON.parse(output.slice(output.indexOf('{')))
  return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)
}

test(
  'each rule of the house fires on what breaks it and on nothing else',
  () =>
    inAHouse(files, async (house) => {
      linkRooms(house)
      const violations = await violationsIn(house)
      for (const [path, , rule] of offences) expect(violations).toContain(`${path}: ${rule}`)
      for (const [path] of decent)
        expect(violations.filter((violation) => violation.startsWith(`${path}:`))).toEqual([])
    }),
  60_000,
)

test('every folder in libs has its place in the order', () => {
  const folders = workspaces().flatMap((place) => /^libs\/(.+)$/.exec(place)?.[1] ?? [])
  expect(folders.filter((folder) => ![...rooms, 'testing'].includes(folder))).toEqual([])
})
