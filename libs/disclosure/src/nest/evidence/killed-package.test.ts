import 'reflect-metadata'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Principal } from '@assize/identity'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { EvidenceRoom, prepareInstallation } from '../../fixtures/evidence-room.js'
import { unzip } from '../../fixtures/unzip.js'
import { ExportRunner } from '../export-runner.js'
import { ExportFiles } from '../export-files.js'
import { PostgresExportStore } from '../postgres-export-store.js'
import { EvidenceMaker } from './evidence-maker.js'

/** Three handfuls, and one more. */
const verdicts = 61

let fresh: FreshDatabase
let dataDir: string
let idle: EvidenceRoom
let auditor: Principal
let size: bigint

beforeAll(async () => {
  fresh = await freshDatabase()
  dataDir = prepareInstallation(mkdtempSync(join(tmpdir(), 'assize-killed-')))
  const room = await EvidenceRoom.open({ url: fresh.url, dataDir })
  auditor = await room.person('auditor')
  await room.publishPolicies(
    await room.person('policy-author'),
    await room.person('policy-approver'),
  )
  for (let n = 0; n < verdicts; n++) await room.judge(`post number ${n}`)
  const gone = await room.judge('a post that goes')
  await room.erase(await room.contentOf(gone), gone)
  size = await room.settle()
  await room.close()
  idle = await EvidenceRoom.open({ url: fresh.url, dataDir, worker: false })
}, 180_000)
afterAll(async () => {
  await idle.close()
  await fresh.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a package of a filter whose process is killed half way is ended by the next one, to the byte', async () => {
  const asked = { filter: {}, purpose: 'to be interrupted', checkpointSize: size }
  const { id } = await idle.begin(auditor, asked)
  const child = startWorker()
  try {
    await until(async () => Number((await positionOf(id))?.verdicts ?? 0) >= 20)
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const left = await positionOf(id)
  expect(Number(left?.verdicts)).toBeLessThan(verdicts)
  const next = await EvidenceRoom.open({ url: fresh.url, dataDir })
  try {
    await until(async () => {
      await next.get(ExportRunner).run(id)
      return (await stateOf(id)) === 'done'
    })
    const job = await next.get(PostgresExportStore).find(id)
    if (!job) throw new TypeError('expected the job')
    const ended = await next.read(job)
    await next.get(ExportFiles).removeAll(id)
    const undisturbed = await next.get(EvidenceMaker).make(
      { ...job, position: null },
      {
        requester: auditor,
        refuseWhenClosing: () => undefined,
        noteTotal: () => Promise.resolve(),
        advance: () => Promise.resolve(),
      },
    )
    const [killed, whole] = [await unzip(ended), await unzip(await next.read(job))]
    expect([...killed.keys()]).toEqual([...whole.keys()])
    for (const [path, bytes] of whole)
      expect([path, killed.get(path)?.toString()]).toEqual([path, bytes.toString()])
    expect(job.sha256).toBe(undisturbed.sha256)
    expect(job.rows).toBe(BigInt(verdicts + 1))
  } finally {
    await next.close()
  }
}, 180_000)

const one = async <Row>(column: string, id: string): Promise<Row | undefined> =>
  (
    await idle.database.query<{ it: Row }>(`SELECT ${column} AS it FROM export_job WHERE id = $1`, [
      id,
    ])
  )[0]?.it
const positionOf = (id: string) => one<{ verdicts: number } | null>('position', id)
const stateOf = (id: string) => one<string>('state', id)

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20)
}

/** A process of its own that makes packages, keeps its place after each handful, and takes its time. */
function startWorker(): ChildProcess {
  const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
  const script = `
    await import('reflect-metadata')
    const { EvidenceRoom } = await import(${at('../../fixtures/evidence-room.js')})
    const { EvidenceMaker } = await import(${at('./evidence-maker.js')})
    const { EvidenceScopes } = await import(${at('./evidence-scopes.js')})
    const { page } = EvidenceScopes.prototype
    EvidenceScopes.prototype.page = async function (...asked) {
      await new Promise((go) => setTimeout(go, 1_500))
      return page.apply(this, asked)
    }
    const room = await EvidenceRoom.open(${JSON.stringify({ url: fresh.url, dataDir })})
    room.get(EvidenceMaker).keepEveryMs = 0`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../../../../..', import.meta.url)),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
