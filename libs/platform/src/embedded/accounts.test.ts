import { afterAll, describe, expect, test } from '@jest/globals'
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from './fixtures/ask.js'
import { anotherProcess, killed } from './fixtures/another-process.js'
import { copyForOthers } from './fixtures/copy-for-others.js'
import { temporaryDirectory } from './fixtures/temporary-directory.js'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js'
import { findProcess } from './processes.js'
import { serverAccount } from './server-account.js'

const base = temporaryDirectory()
afterAll(() => rmSync(base, { recursive: true, force: true }))

const nobody = 65_534
/** Becoming another account is root's alone; without root there is nothing here to try. */
const asRoot = process.getuid?.() === 0 ? describe : describe.skip

asRoot('as root', () => {
  test('in a directory only root can enter, the database lives elsewhere and is found again', async () => {
    const dataDir = join(base, 'closed', '.data')
    mkdirSync(dataDir, { recursive: true })
    chmodSync(join(base, 'closed'), 0o700)
    const said: string[] = []
    const announce = (line: string): number => said.push(line)
    const first = await startEmbeddedPostgres({ dataDir, durable: false, announce })
    const { home } = JSON.parse(readFileSync(join(dataDir, 'database.json'), 'utf8')) as {
      home: string
    }
    expect(home).toMatch(/^\/var\/lib\/assize\/[0-9a-f]{16}$/)
    expect(first.directory).toBe(join(home, 'postgres'))
    expect(said).toEqual([`the database of ${dataDir} lives in ${home}`])
    await ask(first.url, "create table mark as select 'kept' as what")
    await first.stop()
    const again = await startEmbeddedPostgres({ dataDir, durable: false })
    expect(await ask(again.url, 'select what from mark')).toBe('kept')
    await removeEmbeddedPostgres(dataDir)
    expect(findProcess(again.pid)).toBeUndefined()
    expect(() => readFileSync(join(home, 'postgres', 'PG_VERSION'))).toThrow()
  }, 60_000)

  test('a checkout that only root can enter lends its binaries as a copy', async () => {
    const program = copyForOthers(join(base, 'program'))
    chmodSync(join(base, 'program'), 0o700)
    const dataDir = join(base, 'open', '.data')
    const { child, line } = await anotherProcess(
      `const { pid } = await embedded.startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false })
       console.log(pid)`,
      { module: program.module },
    )
    expect(findProcess(Number(line))?.command).toContain(join(dataDir, 'postgresql-'))
    await killed(child)
    await removeEmbeddedPostgres(dataDir)
  }, 60_000)

  test('an ordinary user runs it in an installation that is not theirs to complete', async () => {
    const program = copyForOthers(join(base, 'shared'))
    const own = join(base, 'own')
    mkdirSync(own)
    chmodSync(base, 0o755)
    chownSync(own, nobody, nobody)
    const dataDir = join(own, '.data')
    const { child, line } = await anotherProcess(
      `const { url, pid } = await embedded.startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false })
       console.log(JSON.stringify({ url, pid }))`,
      { module: program.module, node: program.node, uid: nobody, gid: nobody, cwd: own },
    )
    const { url, pid } = JSON.parse(line) as { url: string; pid: number }
    expect(await ask(url, 'select current_user')).toBe('assize')
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(
      new RegExp(`^Uid:\\s+${nobody}`, 'm'),
    )
    await killed(child)
    await removeEmbeddedPostgres(dataDir)
  }, 60_000)
})

test('root serves the database of an ordinary user as that user, others are refused', () => {
  const theirs = { uid: 4_242, gid: 4_242 }
  if (process.getuid?.() === 0)
    expect(serverAccount(theirs)).toMatchObject({ uid: 4_242, switch: true })
  else expect(() => serverAccount(theirs)).toThrow('belongs to user 4242')
})
