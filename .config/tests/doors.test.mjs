import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, workspaces } from '../steps/places.mjs'
import { node } from '../steps/run.mjs'

const manifests = workspaces()
  .filter((place) => place.startsWith('libs/'))
  .map((place) => JSON.parse(readFileSync(join(root, place, 'package.json'), 'utf8')))

/** Contract suites declare Jest tests as they load, so they have no life outside a test. */
const doors = manifests.flatMap(({ name, exports }) =>
  Object.keys(exports)
    .filter((door) => door !== './contract')
    .map((door) => name + door.slice(1)),
)

/**
 * Loaded together, rooms repair each other's import order; loaded alone, a class read before it
 * exists crashes, as it would in the first process that needs only that room.
 */
describe('each room opens alone', () => {
  test.concurrent.each(doors)('%s', async (door) => {
    const load = `await import(${JSON.stringify(door)}); process.exit(0)`
    const { code, output } = await node(['--input-type=module', '--eval', load])
    expect({ code, output }).toEqual({ code: 0, output: '' })
  })
})
