import { afterEach, describe, expect, test } from '@jest/globals'
import { findProcess, findRunningDatabase, removeEmbeddedPostgres } from '@assize/platform/embedded'
import { roles } from '@assize/identity'
import { freshDatabase } from '@assize/testing'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Credentials } from './credentials.js'
import { childrenOf, newDataDir, RunningInstallation } from './fakes/running-installation.js'

const opened: { dataDir: string; installations: RunningInstallation[] }[] = []

/** A data directory and what runs in it, cleared away after the test whatever happened. */
function place(): {
  dataDir: string
  begin: (env?: NodeJS.ProcessEnv) => RunningInstallation
  ready: (env?: NodeJS.ProcessEnv) => Promise<RunningInstallation>
} {
  const here = { dataDir: newDataDir(), installations: [] as RunningInstallation[] }
  opened.push(here)
  const begin = (env: NodeJS.ProcessEnv = {}): RunningInstallation => {
    const begun = RunningInstallation.begin({ ASSIZE_DATA_DIR: here.dataDir, ...env })
    here.installations.push(begun)
    return begun
  }
  const ready = async (env?: NodeJS.ProcessEnv): Promise<RunningInstallation> => {
    const begun = begin(env)
    await begun.says('Ctrl-C stops it.')
    return begun
  }
  return { dataDir: here.dataDir, begin, ready }
}

afterEach(async () => {
  for (const { dataDir, installations } of opened.splice(0)) {
    await Promise.all(installations.map((installation) => installation.stop('SIGTERM')))
    await removeEmbeddedPostgres(dataDir)
    rmSync(join(dataDir, '..'), { recursive: true, force: true })
  }
}, 60_000)

const readJson = <T>(dataDir: string, name: string): T =>
  JSON.parse(readFileSync(join(dataDir, name), 'utf8')) as T

const alive = (pids: readonly number[]): readonly number[] => pids.filter((pid) => findProcess(pid))

describe('an embedded installation', () => {
  test('makes people and keys once, says where they are, and keeps them', async () => {
    const { dataDir, ready } = place()
    const first = await ready()
    const where = /keys are in (.+)$/m.exec(first.said)?.[1] ?? ''
    expect(resolve(where)).toBe(join(dataDir, 'credentials.json'))
    for (const name of ['credentials.json', 'secrets.json', 'database.json']) {
      expect([name, statSync(join(dataDir, name)).mode & 0o777]).toEqual([name, 0o600])
    }
    const credentials = readJson<Credentials>(dataDir, 'credentials.json')
    expect(credentials.url).toBe(first.url)
    expect(Object.keys(credentials.users)).toEqual(
      expect.arrayContaining([
        ...roles.filter((role) => role !== 'service'),
        'reviewer-2',
        'reviewer-3',
      ]),
    )
    expect(Object.keys(credentials.apiKeys)).toEqual([
      'service',
      'auditor',
      'policy-author',
      'data-steward',
    ])
    expect((await first.stop()).code).toBe(0)

    const second = await ready({ ASSIZE_SEED: 'none' })
    const { users, apiKeys, databaseUrl } = readJson<Credentials>(dataDir, 'credentials.json')
    expect({ users, apiKeys, databaseUrl }).toEqual({
      users: credentials.users,
      apiKeys: credentials.apiKeys,
      databaseUrl: credentials.databaseUrl,
    })
    await second.stop()
    const runs = readFileSync(join(dataDir, 'seed-runs.jsonl'), 'utf8').trim().split('\n')
    expect(runs).toHaveLength(1)
    expect(JSON.parse(runs[0] ?? '')).toMatchObject({ seed: 'demo' })
  }, 90_000)

  test('tells its children where everything is', async () => {
    const { dataDir, ready } = place()
    const running = await ready({ ASSIZE_SEED: 'none' })
    const told = await running.environment()
    expect(told).toMatchObject({
      ASSIZE_MODE: 'embedded',
      ASSIZE_DATA_DIR: dataDir,
      ASSIZE_SECRETS_FILE: join(dataDir, 'secrets.json'),
      ASSIZE_ERASURE: 'on',
      PORT: new URL(running.url).port,
    })
    const [own, owners] = [
      new URL(told.DATABASE_URL ?? ''),
      new URL(readJson<Credentials>(dataDir, 'credentials.json').databaseUrl),
    ]
    expect([own.username, owners.username]).toEqual(['assize_app_login', 'assize'])
    expect(JSON.stringify(told)).not.toContain(owners.password)
    expect(told.DATABASE_ERASER_URL).toBeUndefined()
    const endpoints = JSON.parse(told.ASSIZE_ENDPOINTS ?? '') as { baseUrl: string }[]
    expect(endpoints).toHaveLength(2)
    for (const { baseUrl } of endpoints) {
      const models = await fetch(`${baseUrl}/models`)
      expect(await models.text()).toContain('simulated')
    }
  }, 60_000)

  test('stops everything it started, in the middle of a start as well', async () => {
    const { dataDir, begin, ready } = place()
    const early = begin()
    await early.says('start the database')
    expect((await early.stop('SIGTERM')).code).toBe(0)
    expect(findRunningDatabase(dataDir)).toBeUndefined()
    const running = await ready()
    const children = childrenOf(dataDir)
    expect(alive(children)).toHaveLength(4)
    const { code, output } = await running.stop()
    expect(code).toBe(0)
    expect(output).not.toContain('!')
    expect(alive(children)).toEqual([])
    expect(findRunningDatabase(dataDir)).toBeUndefined()
    expect(existsSync(join(dataDir, 'start.lock'))).toBe(false)
  }, 90_000)

  test('refuses a second start and is not disturbed by it', async () => {
    const { begin, ready } = place()
    const first = await ready()
    const { code, output } = await begin().ended
    expect(code).toBe(1)
    expect(output.trim().split('\n')).toEqual([
      expect.stringContaining(`in use by process ${first.child.pid}`),
    ])
    expect((await first.environment()).ASSIZE_MODE).toBe('embedded')
  }, 60_000)

  test('of two starts at the same instant one runs', async () => {
    const { begin } = place()
    const both = [begin(), begin()]
    const outcomes = await Promise.all(
      both.map((one) =>
        one.says('Ctrl-C stops it.').then(
          () => 'runs',
          () => 'left',
        ),
      ),
    )
    expect(outcomes.sort()).toEqual(['left', 'runs'])
  }, 60_000)

  test('killed outright, leaves nothing that the next start does not clear', async () => {
    const { dataDir, ready } = place()
    const first = await ready()
    const children = childrenOf(dataDir)
    const credentials = readFileSync(join(dataDir, 'credentials.json'), 'utf8')
    await first.stop('SIGKILL')
    const second = await ready({ PORT: new URL(first.url).port })
    expect(second.said).toContain('an earlier start left behind')
    expect(alive(children)).toEqual([])
    expect(readFileSync(join(dataDir, 'credentials.json'), 'utf8')).toBe(credentials)
  }, 90_000)

  test('starts a child again that died, and the database too', async () => {
    const { dataDir, ready } = place()
    const running = await ready()
    const before = await running.environment()
    await fetch(`${running.url}/die`).catch(() => undefined)
    await running.says('the API ended (exit code 3)')
    let after: Record<string, string> | undefined
    while (!after) after = await running.environment().catch(() => sleep(50, undefined))
    expect(after.pid).not.toBe(before.pid)

    const pid = Number(
      readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
    )
    process.kill(pid, 'SIGKILL')
    await running.says('the database ended')
    const { databaseUrl } = readJson<Credentials>(dataDir, 'credentials.json')
    while (!(await answers(databaseUrl))) await sleep(50)
  }, 90_000)

  test('simulates nothing where an endpoint is configured', async () => {
    const { dataDir, ready } = place()
    const endpoint = { name: 'own', kind: 'vllm', baseUrl: 'http://127.0.0.1:9/v1', model: 'm' }
    const given = JSON.stringify([endpoint])
    const running = await ready({ ASSIZE_ENDPOINTS: given })
    expect((await running.environment()).ASSIZE_ENDPOINTS).toBe(given)
    expect(alive(childrenOf(dataDir))).toHaveLength(2)
  }, 60_000)
})

describe('a start that cannot be', () => {
  const oneLine = async (
    env: NodeJS.ProcessEnv,
  ): Promise<{ code: number | null; line: string }> => {
    const { code, output } = await place().begin(env).ended
    const lines = output.split('\n').filter((line) => line.startsWith('assize: '))
    expect(output).not.toMatch(/\n\s+at /)
    expect(lines).toHaveLength(1)
    return { code, line: lines[0] ?? '' }
  }

  test('names the setting that is wrong', async () => {
    expect(await oneLine({ PORT: 'many' })).toEqual({
      code: 2,
      line: 'assize: PORT: expected a number from 0 to 65535, saw "many"',
    })
    expect((await oneLine({ ASSIZE_SEED: 'all' })).line).toContain('expected none or demo')
    expect((await oneLine({ ASSIZE_ENDPOINTS: '{}' })).line).toContain('expected a JSON array')
    expect((await oneLine({ ASSIZE_TRACES: '/nowhere' })).line).toContain('ASSIZE_TRACES')
    expect((await oneLine({ HOST: '192.0.2.1' })).code).toBe(2)
  }, 60_000)

  test('names the busy port and leaves nothing running', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    expect(await oneLine({ PORT: String(port) })).toEqual({
      code: 1,
      line: `assize: port ${port} is in use by another program: stop it, or set PORT to another port`,
    })
    other.close()
  })

  test('passes on why the API does not start', async () => {
    const { code, line } = await oneLine({ FAKE_API_FAILS: 'settings refused: X' })
    expect(code).toBe(1)
    expect(line).toContain('the API did not start: settings refused: X; more in ')
  }, 60_000)

  test('says what is wrong with a database of one’s own, without its password', async () => {
    const unreachable = 'postgresql://user:secret@127.0.0.1:9/db'
    const { line } = await oneLine({ DATABASE_URL: unreachable })
    expect(line).toContain('ASSIZE_SECRETS_FILE: with DATABASE_URL set')
    const { dataDir } = place()
    const secrets = join(dataDir, '..', 'secrets.json')
    writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'x'.repeat(32) }))
    const unsigned = await oneLine({ DATABASE_URL: unreachable, ASSIZE_SECRETS_FILE: secrets })
    expect(unsigned.code).toBe(2)
    expect(unsigned.line).toContain(`saw ${secrets} without logKeys`)
    writeFileSync(secrets, JSON.stringify(ownSecrets))
    const refused = await oneLine({ DATABASE_URL: unreachable, ASSIZE_SECRETS_FILE: secrets })
    expect(refused.code).toBe(3)
    expect(refused.line).toContain('the database 127.0.0.1:9/db is not reachable')
    expect(refused.line).not.toContain('secret@')
  }, 60_000)
})

test('with a database of one’s own nothing is embedded, seeded or simulated', async () => {
  const database = await freshDatabase()
  const { dataDir, ready } = place()
  const secrets = join(dataDir, '..', 'secrets.json')
  writeFileSync(secrets, JSON.stringify(ownSecrets))
  const running = await ready({ DATABASE_URL: database.url, ASSIZE_SECRETS_FILE: secrets })
  expect(existsSync(dataDir)).toBe(false)
  expect(running.said).toContain('assize admin create')
  expect(running.said).toContain('the login of DATABASE_URL owns the record')
  expect(running.said).toContain('DATABASE_ERASER_URL is not set')
  const told = await running.environment()
  expect(told).toMatchObject({
    ...{ ASSIZE_MODE: 'external', DATABASE_URL: database.url, ASSIZE_ERASURE: 'off' },
  })
  expect(told.ASSIZE_ENDPOINTS).toBeUndefined()
  expect((await running.stop()).code).toBe(0)
  await database.close()
}, 60_000)

const ownSecrets = {
  contentHmacKey: 'x'.repeat(32),
  logKeys: [{ seed: Buffer.alloc(32, 7).toString('base64') }],
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  return client
    .connect()
    .then(() => true)
    .catch(() => false)
    .finally(() => client.end().catch(() => undefined))
}
