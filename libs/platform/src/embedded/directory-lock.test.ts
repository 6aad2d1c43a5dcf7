import { afterAll, expect, test } from '@jest/globals'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DirectoryLock } from './directory-lock.js'
import { anotherProcess, killed } from './fixtures/another-process.js'
import { temporaryDirectory } from './fixtures/temporary-directory.js'

const directories: string[] = []
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true })))

const fresh = (): string => {
  const directory = temporaryDirectory()
  directories.push(directory)
  return directory
}

/** Says `held` or why not, and stays. */
const contender = (directory: string): ReturnType<typeof anotherProcess> =>
  anotherProcess(`
    const held = embedded.DirectoryLock.acquire(${JSON.stringify(directory)})
    console.log(await held.then(() => 'held', (error) => error.message))
    setInterval(() => undefined, 1000)`)

test('a second process is told who holds the directory', async () => {
  const directory = fresh()
  const lock = await DirectoryLock.acquire(directory)
  const { child, line } = await contender(directory)
  expect(line).toContain(`in use by process ${process.pid}`)
  lock.release()
  const next = await contender(directory)
  expect(next.line).toBe('held')
  await Promise.all([killed(child), killed(next.child)])
})

test('of many that find a dead holder exactly one takes over', async () => {
  const directory = fresh()
  const dead = await contender(directory)
  await killed(dead.child)
  const contenders = await Promise.all(Array.from({ length: 6 }, () => contender(directory)))
  const held = contenders.filter(({ line }) => line === 'held')
  expect(held).toHaveLength(1)
  await Promise.all(contenders.map(({ child }) => killed(child)))
}, 60_000)

test('a pid that now belongs to another process holds nothing', async () => {
  const directory = fresh()
  const before = { pid: process.pid, startedAt: 'before this process' }
  writeFileSync(join(directory, 'start.lock'), JSON.stringify(before))
  await DirectoryLock.acquire(directory)
  expect(readFileSync(join(directory, 'start.lock'), 'utf8')).not.toContain('before')
})
