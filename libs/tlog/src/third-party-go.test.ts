import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeLogFolder } from './fixtures/log-folder.js'

/** Where Debian's golang-golang-x-mod-dev lays its sources. */
const gopath = '/usr/share/gocode'
/** Not a dependency: found on the machine, or the tests say that they did not run. */
const compiler = 'go'
const source = fileURLToPath(new URL('../src/fixtures/go/verify.go', import.meta.url))
const present =
  spawnSync(compiler, ['version']).status === 0 &&
  existsSync(join(gopath, 'src/golang.org/x/mod/sumdb/tlog'))

const title = 'an independent verifier in Go (golang.org/x/mod/sumdb)'

// The tool is Debian's and not npm's, so a newcomer's machine may lack it: the report then says so by this title, and
// `third-party-js.test.ts` holds the same formats against another implementation everywhere.
if (!present)
  test.skip(`${title} was NOT RUN: it needs Debian's golang-go and golang-golang-x-mod-dev`, () => {})

const ifPresent = present ? describe : describe.skip // without Debian's Go there is nothing to run; the title above says so

ifPresent(title, () => {
  let folder = ''
  const verify = () => {
    const { status, stdout } = spawnSync(join(folder, 'verify'), [folder], { encoding: 'utf8' })
    return { status, said: stdout.trim() }
  }
  const altering = async (name: string, alter: (bytes: Buffer) => Buffer) => {
    const before = await readFile(join(folder, name))
    await writeFile(join(folder, name), alter(Buffer.from(before)))
    const answer = verify()
    await writeFile(join(folder, name), before)
    return answer
  }
  const flip = (at: number) => (bytes: Buffer) => {
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assize-go-'))
    const env = { ...process.env, GO111MODULE: 'off', GOPATH: gopath }
    const built = spawnSync(compiler, ['build', '-o', join(folder, 'verify'), source], {
      env: { GOCACHE: join(tmpdir(), 'assize-go-cache'), ...env },
      encoding: 'utf8',
    })
    if (built.status !== 0) throw new Error(`go build failed: ${built.stderr}`)
    await writeLogFolder(folder)
  }, 300_000)

  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('accepts our checkpoint, proofs, tiles and cosignature', () => {
    expect(verify()).toEqual({
      status: 0,
      said: 'accepted leaf 12345 of 70000, the tree of 1000 before it, tiles and two signatures',
    })
  })

  test.each([
    ['another entry', 'entry', flip(3), 'inclusion'],
    ['an edited tile', 'tile/0/048', flip(57 * 32), 'tiles'],
    ['an edited consistency proof', 'consistency', flip(0), 'consistency'],
    ['a checkpoint signed by nobody', 'checkpoint', flip(30), 'checkpoint signatures'],
  ])('refuses %s', async (_, name, alter, what) => {
    const answer = await altering(name, alter)
    expect(answer.status).toBe(1)
    expect(answer.said).toMatch(new RegExp(`^refused: ${what}`))
  })
})
