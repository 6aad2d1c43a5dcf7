import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { gitVersion } from '@assize/testing'
import { committed, megabyte, pushes, ref, sound } from './fixtures/hostile-pushes.js'
import { PoliciesRemote } from './fixtures/policies-remote.js'

/** One line a push: what it is, and why it is refused. */
const reasons = readFileSync(
  fileURLToPath(new URL('../src/__golden__/hostile-pushes.txt', import.meta.url)),
  'utf8',
).split('\n')

/** The words for the terminal, without lengths of packets and names of objects. */
const reasonIn = (answer: string): string =>
  (/(?:error: )?(expected .*?|fetch first.*?|policies that .*?)(?: \(\w{10}\))?(?: \[[A-Z_]+\])?$/m.exec(
    answer,
  ) ?? [])[1] ?? answer

;(gitVersion === null ? describe.skip : describe)('what no client of git would send', () => {
  let remote: PoliciesRemote
  let before: unknown
  let clones = 0

  const checkClone = async (): Promise<void> => {
    const home = `clone-${clones++}`
    await remote.git.git(['clone', '--quiet', remote.url(), home])
    expect(await remote.git.git(['fsck', '--strict', '--full', '--no-dangling'], home)).toBe('')
  }

  beforeAll(async () => {
    remote = await PoliciesRemote.start()
    before = await remote.state()
  }, 60_000)
  afterAll(() => remote.close())

  test.each(pushes)(
    '%s is refused, nothing is stored, and clones still work',
    async (what, body) => {
      const { status, text: answer } = await remote.post(body())
      if (status !== 400) expect(answer).toMatch(/ng (refs\/|HEAD)/)
      expect(answer).not.toMatch(/\bok refs/)
      expect(`${what}: ${reasonIn(answer)}`).toBe(
        reasons.find((line) => line.startsWith(`${what}: `)),
      )
      expect(await remote.state()).toEqual(before)
      await checkClone()
    },
  )

  test('a body that unpacks without end is refused', async () => {
    const headers = { 'content-encoding': 'gzip' }
    const { status } = await remote.post(gzipSync(Buffer.alloc(200 * megabyte)), headers)
    expect(status).toBe(413)
    expect(await remote.state()).toEqual(before)
  })

  test('a body longer than any push is read no further', async () => {
    const { status } = await remote.post(Buffer.alloc(33 * megabyte))
    expect(status).toBe(413)
    expect(await remote.state()).toEqual(before)
  })

  test('the same bytes are let in where nothing is wrong with them', async () => {
    expect((await remote.post(committed(sound))).text).toMatch(`ok ${ref}`)
    await checkClone()
  })
})
