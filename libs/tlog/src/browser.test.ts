import { expect, test } from '@jest/globals'
import { readdir, readFile } from 'node:fs/promises'

const rooms = ['../src/', '../../kernel/src/'].map((path) => new URL(path, import.meta.url))
/** Kernel's one door to what only Node has; a browser takes browser-crypto.ts in its place. */
const nodeOnly = 'node-crypto.ts'

test('the verifying half names nothing that a browser does not have', async () => {
  const found: string[] = []
  for (const room of rooms)
    for (const name of await readdir(room)) {
      if (!/^[^.]+\.ts$/.test(name) || name === nodeOnly) continue
      const source = await readFile(new URL(name, room), 'utf8')
      const [named] = /\bBuffer\b|'node:[^']*'|\bprocess\.|\brequire\(/.exec(source) ?? []
      if (named) found.push(`${name}: ${named}`)
    }
  expect(found).toEqual([])
})
