import 'reflect-metadata'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { EventsModule } from '@assize/events/nest'
import { toBase64 } from '@assize/kernel'
import { Config } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import {
  decodeBundle,
  inclusionProof,
  leafHash,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  rootFromTiles,
  TileReader,
  tilePath,
  tileWidth,
  verifyInclusion,
} from '@assize/tlog'
import { SequencingModule } from '@assize/tlog/nest'
import { Module, type INestApplicationContext } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { bearer, RunningApi } from './fixtures/running-api.js'

@Module({})
class Keeper {}

let api: RunningApi
let keeper: INestApplicationContext
let directory: string

beforeAll(async () => {
  api = await RunningApi.start()
  await api.publishPolicies()
  directory = mkdtempSync(join(tmpdir(), 'assize-log-files-'))
  const secrets = join(directory, 'secrets.json')
  const logKeys = [{ seed: toBase64(new Uint8Array(32).fill(9)) }]
  writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64), logKeys }))
  const config = Config.read({
    DATABASE_URL: api.databaseUrl,
    ASSIZE_SECRETS_FILE: secrets,
    ASSIZE_DATA_DIR: directory,
    ASSIZE_LOG_ORIGIN: 'log.example/api',
    ASSIZE_LOG_CHECKPOINT_MS: '100',
  })
  const imports = [PlatformModule.forRoot(config), EventsModule, SequencingModule]
  keeper = await NestFactory.createApplicationContext(
    { module: Keeper, imports },
    { logger: false },
  )
  while ((await get('/log/checkpoint')).status !== 200);
}, 60_000)
afterAll(async () => {
  await keeper.close()
  await api.close()
  rmSync(directory, { recursive: true })
})

const get = (path: string, headers = {}) => fetch(`${api.url}${path}`, { headers })
const bytes = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer())

/** A reader that has nothing but the public address, as another program would. */
class HttpTiles extends TileReader {
  constructor(private readonly size: bigint) {
    super()
  }

  read(level: number, number: bigint): Promise<Uint8Array> {
    const width = tileWidth(level, number, this.size)
    return bytes(`/log/${tilePath({ level, number, width })}`)
  }
}

test('a stranger verifies the log from its public files alone', async () => {
  const answer = await get('/log/checkpoint')
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=2')
  const keys = (await (await get('/log/vkey')).text()).trim().split('\n')
  const { checkpoint } = openCheckpoint(await answer.text(), {
    logKeys: keys.map(parseVerifierKey),
  })
  const { size, root } = checkpoint
  const tiles = new HttpTiles(size)

  expect(toBase64(await rootFromTiles(tiles, size))).toBe(toBase64(root))

  const width = tileWidth('entries', 0n, size)
  const bundle = await get(`/log/${tilePath({ level: 'entries', number: 0n, width })}`)
  expect(bundle.headers.get('content-type')).toBe('application/octet-stream')
  expect(bundle.headers.get('cache-control')).toMatch('immutable')
  const entries = decodeBundle(new Uint8Array(await bundle.arrayBuffer()))
  expect(entries).toHaveLength(width)
  const proof = await inclusionProof(tiles, 3n, size)
  const leaf = leafHash(entries[3] ?? new Uint8Array())
  expect(() => verifyInclusion({ leaf, index: 3n, size, root, proof })).not.toThrow()
})

test('bundles of entries come compressed to whoever can read that, and plain to others', async () => {
  const { size } = parseCheckpoint(parseNote(await (await get('/log/checkpoint')).text()).text)
  const width = tileWidth('entries', 0n, size)
  const path = `/log/${tilePath({ level: 'entries', number: 0n, width })}`
  const plain = await get(path, { 'accept-encoding': 'identity' })
  const zipped = await get(path, { 'accept-encoding': 'gzip' })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  for (const { headers } of [plain, zipped]) expect(headers.get('vary')).toMatch('accept-encoding')
  // fetch unpacks by itself.
  expect(await zipped.arrayBuffer()).toEqual(await plain.arrayBuffer())
})

test('its keys are told with their times apart from those in use', async () => {
  const inUse = (await (await get('/log/vkey')).text()).trim().split('\n')
  const keys = (await (await get('/log/keys')).json()) as { vkey: string; retiredAt: unknown }[]
  expect(keys.map(({ vkey }) => vkey)).toEqual(inUse)
  expect(keys[0]).toMatchObject({ retiredAt: null, retiredIn: null })
})

test('what no checkpoint implies, and what is no tile, is not there', async () => {
  const paths = ['tile/0/000.p/255', 'tile/0/999', 'tile/9/000', 'tile/x/000', 'tile/0/00', 'tile/']
  const beyond = `tile/0/${'x999/'.repeat(9)}999`
  for (const path of [...paths, beyond, 'tile/0/000.p/0', 'tile/0/000.p/256', 'nothing'])
    expect([path, (await get(`/log/${path}`)).status]).toEqual([path, 404])
})

test('GraphQL shows the log to whoever is logged in', async () => {
  const query = `{ logState { origin size halted unsigned line { waiting missing }
    checkpoint { size root signedAt cosignatures { witness } } checkpoints(first: 5) { size }
    keys { vkey retiredAt } witnesses { name } digests { day } continuations { toOrigin } } }`
  for (const role of ['reviewer', 'auditor', 'admin']) {
    const { data, errors } = await api.ask(await api.login(role), query)
    expect(errors).toBeUndefined()
    expect(data?.['logState']).toMatchObject({
      ...{ origin: 'log.example/api', halted: null, unsigned: null },
      ...{ line: { missing: 0 }, keys: [{ retiredAt: null }], witnesses: [], digests: [] },
    })
  }
  expect((await api.ask({}, query)).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED')
})

test('/metrics counts it, and /readyz says when it is not signed', async () => {
  const metrics = await (await get('/metrics')).text()
  expect(metrics).toMatch(/assize_log_entries [1-9]/)
  expect(metrics).toMatch(/assize_log_halted 0/)
  await keeper.close()
  await api.database.query(`UPDATE log_state SET halted = 'somebody saw more' WHERE id = 1`)
  expect(await (await get('/metrics')).text()).toMatch(/assize_log_halted 1/)
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  expect(await (await get('/readyz')).json()).toEqual({
    ...{ status: 'ready', log: 'halted: somebody saw more' },
  })
})

describe('where reading is for staff', () => {
  let closed: RunningApi
  beforeAll(async () => {
    closed = await RunningApi.start({ ASSIZE_LOG_READ: 'staff' })
  })
  afterAll(() => closed.close())

  test('strangers are turned away, and any login or key reads', async () => {
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${closed.url}/log/checkpoint`, { headers })).status
    expect(await ask({})).toBe(401)
    expect(await ask(bearer('ak_wrong'))).toBe(401)
    // Nothing is signed there, which is another matter.
    expect(await ask(bearer(closed.keys.service))).toBe(404)
    expect(await ask({ cookie: (await closed.login('reviewer')).cookie })).toBe(404)
  })
})
