import { afterEach, describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { anotherProcess, killed } from './fixtures/another-process.js'
import { ask } from './fixtures/ask.js'
import { temporaryDirectory } from './fixtures/temporary-directory.js'
import {
  findRunningDatabase,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded-postgres.js'
import { findProcess } from './processes.js'

const directories: string[] = []
const said: string[] = []

const newDataDir = (): string => {
  const directory = join(temporaryDirectory(), '.data')
  directories.push(directory)
  return directory
}

const start = (dataDir: string, durable = false): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataDir, durable, announce: (line) => said.push(line) })

afterEach(async () => {
  said.length = 0
  for (const directory of directories.splice(0)) {
    await removeEmbeddedPostgres(directory)
    rmSync(join(directory, '..'), { recursive: true, force: true })
  }
})

describe('a first start', () => {
  test('gives the owner of a database, and nobody without its password', async () => {
    const { url } = await start(newDataDir())
    expect(await ask(url, 'select current_user')).toBe('assize')
    expect(await ask(url, 'select rolsuper from pg_roles where rolname = current_user')).toBe(false)
    const guess = new URL(url)
    guess.password = 'guess'
    await expect(ask(guess.href, 'select 1')).rejects.toThrow('password authentication failed')
  })

  test('listens on loopback alone and keeps its secrets to itself', async () => {
    const dataDir = newDataDir()
    const { url, directory } = await start(dataDir)
    expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1')
    const [, , , , socketDirectory] = readFileSync(join(directory, 'postmaster.pid'), 'utf8').split(
      '\n',
    )
    expect(socketDirectory).toBe('')
    expect(
      await ask(url, "select setting from pg_settings where name = 'password_encryption'"),
    ).toBe('scram-sha-256')
    expect(statSync(join(dataDir, 'database.json')).mode & 0o777).toBe(0o600)
    expect(statSync(directory).mode & 0o777).toBe(0o700)
  })

  test('runs the server under an account that is not root', async () => {
    const { directory, pid } = await start(newDataDir())
    expect(statSync(directory).uid).not.toBe(0)
    if (process.platform === 'linux') {
      const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      expect(Number(uid)).toBe(statSync(directory).uid)
    }
  })
})

describe('a later start', () => {
  test('finds the data and the port of the first', async () => {
    const dataDir = newDataDir()
    const first = await start(dataDir)
    await ask(first.url, "create table mark as select 'kept' as what")
    await first.stop()
    expect(findRunningDatabase(dataDir)).toBeUndefined()
    const second = await start(dataDir)
    expect(second.url).toBe(first.url)
    expect(findRunningDatabase(dataDir)).toBe(first.url)
    expect(await ask(second.url, 'select what from mark')).toBe('kept')
    expect(said).toEqual([])
  })

  test('takes another port when a stranger has the remembered one', async () => {
    const dataDir = newDataDir()
    const first = await start(dataDir)
    await first.stop()
    const stranger = createServer()
    await new Promise<void>((resolve) => stranger.listen(first.port, '127.0.0.1', resolve))
    try {
      const second = await start(dataDir)
      expect(second.port).not.toBe(first.port)
      expect(said).toEqual([expect.stringContaining(`port ${first.port}`)])
      await second.stop()
      expect((await start(dataDir)).port).toBe(second.port)
    } finally {
      stranger.close()
    }
  })
})

describe('after a kill', () => {
  test('of the process that started it, the orphan is stopped by its own pid and data stays', async () => {
    const dataDir = newDataDir()
    const { child, line } = await anotherProcess(`
      const { url, pid } = await embedded.startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} })
      console.log(JSON.stringify({ url, pid }))
      setInterval(() => undefined, 1000)`)
    const orphan = JSON.parse(line) as { url: string; pid: number }
    await ask(orphan.url, "create table mark as select 'kept' as what")
    await killed(child)
    expect(findProcess(orphan.pid)).toBeDefined()
    const again = await start(dataDir)
    expect(findProcess(orphan.pid)).toBeUndefined()
    expect(said).toEqual([expect.stringContaining(`pid ${orphan.pid}`)])
    expect(await ask(again.url, 'select what from mark')).toBe('kept')
  })

  test('of the server itself, the next start recovers', async () => {
    const dataDir = newDataDir()
    const first = await start(dataDir, true)
    await ask(first.url, "create table mark as select 'kept' as what")
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    const again = await start(dataDir)
    expect(await ask(again.url, 'select what from mark')).toBe('kept')
  })

  test('whose pid went to a stranger, the stranger is left alone', async () => {
    const dataDir = newDataDir()
    const first = await start(dataDir)
    const pidFile = join(first.directory, 'postmaster.pid')
    const stale = readFileSync(pidFile, 'utf8')
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    const { child: stranger } = await anotherProcess(
      `console.log('here'); setInterval(() => undefined, 1000)`,
    )
    writeFileSync(pidFile, stale.replace(/^\d+/, String(stranger.pid)))
    expect(findRunningDatabase(dataDir)).toBeUndefined()
    const again = await start(dataDir)
    expect(await ask(again.url, 'select 1')).toBe(1)
    expect(findProcess(stranger.pid ?? 0)).toBeDefined()
    await killed(stranger)
  })
})

describe('a start that cannot be', () => {
  const refusal = async (dataDir: string): Promise<string> => {
    const error: unknown = await start(dataDir).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    return error instanceof Error ? error.message : 'it started'
  }

  test('on a broken cluster says what is broken in one line', async () => {
    const dataDir = newDataDir()
    const first = await start(dataDir)
    await first.stop()
    rmSync(join(first.directory, 'global', 'pg_control'))
    const message = await refusal(dataDir)
    expect(message).toMatch(/^the database did not start: .*pg_control/)
    expect(message).not.toContain('\n')
  })

  test('without its passwords says what to restore', async () => {
    const dataDir = newDataDir()
    await (await start(dataDir)).stop()
    rmSync(join(dataDir, 'database.json'))
    expect(await refusal(dataDir)).toContain('database.json with its passwords is missing')
    rmSync(join(dataDir, 'postgres'), { recursive: true })
  })

  test('in the middle of a file says so', async () => {
    const dataDir = newDataDir()
    writeFileSync(dataDir, '')
    expect(await refusal(dataDir)).toContain(`${dataDir} cannot be used`)
    rmSync(dataDir)
  })
})

test('removing leaves neither files nor a server', async () => {
  const dataDir = newDataDir()
  const { pid } = await start(dataDir)
  await removeEmbeddedPostgres(dataDir)
  expect(existsSync(dataDir)).toBe(false)
  expect(findProcess(pid)).toBeUndefined()
})
