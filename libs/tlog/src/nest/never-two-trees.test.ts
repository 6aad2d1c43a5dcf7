import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { migrate, removeEmbeddedPostgres, startEmbeddedPostgres } from '@assize/platform/embedded'
import { copyDatabase, freshDatabase } from '@assize/testing'
import { HonestWitness } from '../fixtures/honest-witness.js'
import { LogRoom } from '../fixtures/log-room.js'
import { expectOneTree, storedCheckpoints } from '../fixtures/one-tree.js'
import { moveRefs } from '../fixtures/record-rows.js'
import { SequencingChild } from '../fixtures/sequencing-child.js'
import { LogVerification, type Checkpoint } from '../index.js'
import { continueAs } from './log-keeping.js'
import { readLogState } from './log-state.js'
import { PostgresLogSource } from './postgres-log-source.js'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function room(): Promise<LogRoom> {
  const opened = await LogRoom.open()
  closing.push(() => opened.close())
  return opened
}

async function witness(): Promise<HonestWitness> {
  const started = await HonestWitness.start('witness.example/w1')
  closing.push(() => started.close())
  return started
}

const settingsOf = (log: LogRoom, w1: HonestWitness) => ({
  DATABASE_URL: log.url,
  ASSIZE_SECRETS_FILE: log.secretsFile,
  ASSIZE_DATA_DIR: log.directory,
  ASSIZE_LOG_ORIGIN: log.origin,
  ASSIZE_LOG_CHECKPOINT_MS: '50',
  ASSIZE_LOG_WITNESSES: JSON.stringify([w1.setting]),
})

async function sequencing(log: LogRoom, w1: HonestWitness): Promise<SequencingChild> {
  const child = await SequencingChild.start(settingsOf(log, w1))
  closing.push(() => child.kill())
  return child
}

/** Rows written all the while, also through a database that is away now and then. */
function writing(database: Database) {
  const written: string[] = []
  let on = true
  const done = (async () => {
    while (on)
      try {
        written.push(...(await moveRefs(database, 20)))
        await sleep(30)
      } catch {
        await sleep(20)
      }
  })()
  const stop = async (): Promise<void> => {
    on = false
    await done
  }
  closing.push(stop)
  return { written, stop }
}

/** All that anybody was shown: by the database, by files, by the witness. */
class Shown {
  private readonly checkpoints: Checkpoint[] = []

  constructor(
    private readonly log: LogRoom,
    private readonly w1: HonestWitness,
  ) {}

  noteFile(): void {
    const exported = this.log.exported.find(this.log.origin)
    if (exported) this.checkpoints.push(exported)
  }

  async all(): Promise<readonly Checkpoint[]> {
    this.noteFile()
    const stored = await storedCheckpoints(this.log.database)
    expect(this.w1.refused).toEqual([])
    return [...this.checkpoints, ...stored, ...this.w1.accepted]
  }
}

async function untilSignedAgain(database: Database): Promise<void> {
  const before = (await storedCheckpoints(database)).length
  while ((await storedCheckpoints(database)).length < before + 2) await sleep(20)
}

async function untilSettled(database: Database): Promise<void> {
  for (;;) {
    const [line] = await database.query('SELECT FROM log_pending LIMIT 1')
    const { size, halted } = await readLogState(database)
    expect(halted).toBeNull()
    if (!line && (await storedCheckpoints(database)).at(-1)?.size === size) return
    await sleep(50)
  }
}

async function expectWhole(log: LogRoom, written: readonly string[]): Promise<void> {
  const source = new PostgresLogSource(log.database)
  const report = await LogVerification.run(source, { keys: [], heads: [] })
  expect(report.differences).toEqual([])
  expect((await log.reader().entriesOf('ref-move', written)).size).toBe(written.length)
}

test('sequencers that race and are killed under load sign one tree and lose no row', async () => {
  const [log, w1] = [await room(), await witness()]
  const shown = new Shown(log, w1)
  const load = writing(log.database)
  let racing = await Promise.all([sequencing(log, w1), sequencing(log, w1)])
  for (let round = 0; round < 4; round++) {
    await untilSignedAgain(log.database)
    await sleep(log.randomness.fraction() * 200)
    const [victim, rival] = racing
    await victim?.kill()
    shown.noteFile()
    if (rival) racing = [rival, await sequencing(log, w1)]
  }
  await load.stop()
  await untilSettled(log.database)

  const checkpoints = await shown.all()
  expect(checkpoints.length).toBeGreaterThan(6)
  await expectOneTree(log.database, checkpoints)
  await expectWhole(log, load.written)
}, 120_000)

test('a database killed under load comes back to the tree that was signed', async () => {
  const home = mkdtempSync(join(tmpdir(), 'assize-killed-'))
  chmodSync(home, 0o711)
  const dataDir = join(home, 'data')
  closing.push(async () => {
    await removeEmbeddedPostgres(dataDir)
    rmSync(home, { recursive: true, force: true })
  })
  let server = await startEmbeddedPostgres({ dataDir })
  await migrate({ url: server.url })
  const log = await LogRoom.over(server.url)
  closing.push(() => log.close())
  const w1 = await witness()
  const shown = new Shown(log, w1)
  const load = writing(log.database)
  await sequencing(log, w1)
  for (let round = 0; round < 3; round++) {
    await untilSignedAgain(log.database)
    await sleep(log.randomness.fraction() * 200)
    process.kill(server.pid, 'SIGKILL')
    await server.exited
    shown.noteFile()
    server = await startEmbeddedPostgres({ dataDir })
    expect(server.url).toBe(log.url)
  }
  await sleep(500)
  await load.stop()
  await untilSettled(log.database)

  await expectOneTree(log.database, await shown.all())
  await expectWhole(log, load.written)
}, 120_000)

test('an older database put back is found out and signs nothing, by the file or by the witness alone', async () => {
  const fresh = await freshDatabase()
  closing.push(() => fresh.close())
  const log = await LogRoom.over(fresh.url)
  closing.push(() => log.close())
  const w1 = await witness()
  const first = await sequencing(log, w1)
  await moveRefs(log.database, 50)
  await untilSettled(log.database)
  await first.kill()
  // Nobody may be connected while it is copied.
  await log.database.close()
  const older = await copyDatabase(log.url)
  closing.push(() => older.close())
  const live = new Database({ url: log.url, maxConnections: 4 })
  const second = await sequencing(log, w1)
  await moveRefs(live, 50)
  await untilSettled(live)
  const lost = await storedCheckpoints(live)
  while (w1.sizeOf(log.origin) < (lost.at(-1)?.size ?? 0n)) await sleep(20)
  await second.kill()
  await live.close()

  const restored = new Database({ url: older.url, maxConnections: 4 })
  closing.push(() => restored.close())
  const knowing = [
    { ASSIZE_DATA_DIR: log.directory, ASSIZE_LOG_WITNESSES: '[]' },
    { ASSIZE_DATA_DIR: join(log.directory, 'elsewhere') },
  ]
  for (const known of knowing) {
    const child = await SequencingChild.start({
      ...{ ...settingsOf(log, w1), DATABASE_URL: older.url },
      ...known,
    })
    closing.push(() => child.kill())
    // Other rows than those that were lost, and more of them: the tree outgrows what was shown.
    await moveRefs(restored, 120)
    while ((await readLogState(restored)).halted === null) await sleep(20)
    await sleep(500)
    await child.kill()
    const { halted, size } = await readLogState(restored)
    expect(size).toBeGreaterThan(lost.at(-1)?.size ?? 0n)
    expect(halted).toMatch(/entries were (lost|changed)/)
    const signed = await storedCheckpoints(restored)
    expect(signed).toEqual(lost.slice(0, signed.length))
    await restored.query('UPDATE log_state SET halted = NULL')
  }
  expect(w1.refused).toEqual([])

  // Deliberately, the same tree goes on under a name that nobody has seen sign anything.
  const clock = new SystemClock()
  const keeping = { database: restored, clock, ids: new IdSource(clock, new SystemRandomness()) }
  await continueAs(keeping, 'log.example/verdicts-2', 'an older backup was restored')
  const third = await SequencingChild.start({ ...settingsOf(log, w1), DATABASE_URL: older.url })
  closing.push(() => third.kill())
  await untilSettled(restored)
  const now = await storedCheckpoints(restored)
  const renamed = now.filter(({ origin }) => origin === 'log.example/verdicts-2')
  expect(renamed.length).toBeGreaterThan(0)
  await expectOneTree(restored, now)
  while (w1.sizeOf('log.example/verdicts-2') === 0n) await sleep(20)
  const source = new PostgresLogSource(restored)
  expect((await LogVerification.run(source, { keys: [], heads: [] })).differences).toEqual([])
}, 120_000)
