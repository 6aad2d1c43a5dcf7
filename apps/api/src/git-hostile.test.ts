import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { gitVersion, oidOf } from '@assize/testing'
import { personIn, toldOf } from './fixtures/audit-events.js'
import {
  committed,
  megabyte,
  moving,
  naming,
  pushes,
  ref,
  sound,
} from './fixtures/hostile-pushes.js'
import { PoliciesRemote } from './fixtures/policies-remote.js'

/** One line a push: what it is, and why it is refused. */
const reasons = readFileSync(
  fileURLToPath(new URL('../src/__golden__/hostile-pushes.txt', import.meta.url)),
  'utf8',
).split('\n')

const head = oidOf(sound)

/** The body of a fetch over protocol 2; null stands between command and arguments. */
const question = (...lines: readonly (string | null)[]): Buffer => {
  const packets = lines.map((line) =>
    line === null ? '0001' : `${(line.length + 4).toString(16).padStart(4, '0')}${line}`,
  )
  return Buffer.from(`${packets.join('')}0000`)
}

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

  test('of two branches that no client could keep beside each other one is made, however they race', async () => {
    const refs = ['refs/heads/raced', 'refs/heads/raced/on']
    const answers = await Promise.all(refs.map((name) => remote.post(naming(name))))
    expect(answers.filter(({ text }) => text.includes('ok refs/'))).toHaveLength(1)
    expect(answers.map(({ text }) => reasonIn(text)).join()).toMatch(/expected a name beside raced/)
    await checkClone()
  })

  test('what goes makes room for what comes in its place', async () => {
    const [made] = await remote.api.database.query<{ name: string }>(
      `SELECT name FROM git_ref WHERE name LIKE 'refs/heads/raced%'`,
    )
    const other = made?.name === 'refs/heads/raced' ? 'refs/heads/raced/on' : 'refs/heads/raced'
    const { text } = await remote.post(
      moving({ [other]: [null, head], [made?.name ?? '']: [head, null] }),
    )
    expect(text).toMatch(`ok ${other}`)
    await checkClone()
  })

  test('a fetch is on the trail whatever its question says of itself', async () => {
    const reviewer = await personIn(remote.api, 'reviewer')
    const key = await remote.keyOf('reviewer')
    const lines = ['command=fetch', 'agent=command=ls-refs', null, `want ${head}`, 'done']
    const { text } = await remote.post(question(...lines), {
      ...{ 'git-protocol': 'version=2', 'content-type': 'application/x-git-upload-pack-request' },
      ...{ service: 'git-upload-pack', authorization: `Bearer ${key}` },
    })
    expect(text).toMatch('PACK')
    const told = await toldOf(remote.api, `action = 'repository.fetched' AND actor_id = $1`, [
      reviewer,
    ])
    expect(told).toHaveLength(1)
  })

  test('a fetch of what is not there is refused, and what nobody knows is not looked for one by one', async () => {
    const ask = (...lines: readonly (string | null)[]) =>
      remote.post(question('command=fetch', null, ...lines, 'done'), {
        ...{ 'git-protocol': 'version=2', service: 'git-upload-pack' },
      })
    expect((await ask(`want ${'a'.repeat(40)}`)).status).toBe(400)
    expect((await ask('want ../../x')).status).toBe(400)
    const haves = Array.from({ length: 50_000 }, (_, n) => `have ${String(n).padStart(40, 'a')}`)
    const start = Date.now()
    expect((await ask(`want ${head}`, ...haves)).text).toMatch('PACK')
    expect(Date.now() - start).toBeLessThan(15_000)
  })

  test('the same bytes are let in where nothing is wrong with them', async () => {
    expect((await remote.post(committed(sound))).text).toMatch(`ok ${ref}`)
    await checkClone()
  })
})
