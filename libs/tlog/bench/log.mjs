/**
 * @bench record
 * Entries a second given their place, in full batches and while writers write; milliseconds a proof takes; entries a
 * second that `assize log verify` gets through; and the most memory of this process meanwhile. Options: --entries N.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { migrate, startEmbeddedPostgres } from '@assize/platform/embedded'
import { LogVerification, verifyProof, parseVerifierKey } from '../dist/index.js'
import { CheckpointSigner } from '../dist/nest/checkpoint-signer.js'
import { ExportedCheckpoints } from '../dist/nest/exported-checkpoints.js'
import { LogKeys } from '../dist/nest/log-keys.js'
import { fixOrigin } from '../dist/nest/log-origin.js'
import { LogReader } from '../dist/nest/log-reader.js'
import { PostgresLogSource } from '../dist/nest/postgres-log-source.js'
import { Sequencer } from '../dist/nest/sequencer.js'
import { recordMany } from './parts/many-records.mjs'

const { values } = parseArgs({ options: { entries: { type: 'string' } }, strict: false })
const entries = Number(values.entries ?? 120_000)
const budget = { rate: 5_000, proofMs: 5 }
const dataDir = mkdtempSync(join(tmpdir(), 'assize-bench-'))
const { url, stop } = await startEmbeddedPostgres({ dataDir: join(dataDir, 'database') })
await migrate({ url })
const database = new Database({ url, maxConnections: 8 })
const clock = new SystemClock()
const randomness = new SystemRandomness()
const secretsFile = join(dataDir, 'secrets.json')
const seed = Buffer.alloc(32, 5).toString('base64')
writeFileSync(secretsFile, JSON.stringify({ contentHmacKey: 'k'.repeat(64), logKeys: [{ seed }] }))
const exported = new ExportedCheckpoints({ dataDir })
const ids = new IdSource(clock, randomness)
const signer = new CheckpointSigner(database, new LogKeys({ secretsFile }), exported, ids, clock)
const sequencer = new Sequencer(database, randomness, clock)
const sign = () => signer.sign({ floors: [], unanswered: [], conflicts: [] })
let mostMemory = 0
const memory = setInterval(() => {
  mostMemory = Math.max(mostMemory, process.memoryUsage().rss)
}, 50)

try {
  await fixOrigin(database, 'log.example/bench', randomness)
  await recordMany(database, Math.ceil(entries / 3))
  await database.query('ANALYZE')
  const batches = await timed(drain)
  await sign()
  say('entries a second, in full batches', batches, budget.rate)

  const beside = await timed(drainWhileWriting)
  await sign()
  say('entries a second, while writers write', beside, budget.rate)

  const reader = new LogReader(database)
  const { size } = await reader.latestCheckpoint()
  const logKeys = (await reader.verifierKeys()).map(parseVerifierKey)
  const took = []
  for (let n = 0; n < 300; n++) {
    const index = BigInt(Math.floor(Math.random() * Number(size)))
    const startedAt = performance.now()
    const proof = await reader.proof(index)
    took.push(performance.now() - startedAt)
    if (n % 50 === 0) await requireTrue(proof, index, logKeys)
  }
  took.sort((a, b) => a - b)
  const [p50, p95] = [took[150], took[285]].map((ms) => ms.toFixed(2))
  console.log(
    `  ${`proof in a log of ${size}, ms p50 / p95`.padEnd(44)} ${p50} / ${p95}   budget ${budget.proofMs}`,
  )

  const verified = await timed(async () => {
    const report = await LogVerification.run(new PostgresLogSource(database), {
      keys: [],
      heads: [],
    })
    // The words of these rows were never written.
    const other = report.differences.find(({ type }) => type !== 'words-missing')
    if (other) throw new Error(other.message)
    return Number(report.size)
  })
  say('entries a second verified against the record', verified)
  console.log(`  ${'most memory, MB'.padEnd(44)} ${Math.round(mostMemory / 1e6)}`)
} finally {
  clearInterval(memory)
  await database.close()
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function drain() {
  let done = 0
  for (let batch; (batch = await sequencer.sequence()).integrated > 0;) done += batch.integrated
  return done
}

async function drainWhileWriting() {
  let writing = true
  const writer = recordMany(database, Math.ceil(entries / 6), 500).finally(() => {
    writing = false
  })
  let done = 0
  while (writing) done += await drain()
  await writer
  return done + (await drain())
}

async function timed(work) {
  globalThis.gc?.()
  const before = process.cpuUsage()
  const startedAt = performance.now()
  const done = await work()
  const { user, system } = process.cpuUsage(before)
  return { done, seconds: (performance.now() - startedAt) / 1000, cpu: (user + system) / done }
}

async function requireTrue(proof, index, logKeys) {
  const [row] = await database.query('SELECT entry FROM log_entry WHERE index = $1', [
    String(index),
  ])
  verifyProof(proof, row.entry, { logKeys })
}

function say(what, { done, seconds, cpu }, least) {
  const rate = done / seconds
  const against = least ? `   ${(rate / least).toFixed(2)} of the budget of ${least}` : ''
  const own = `   ${Math.round(cpu)} µs of this process each`
  console.log(`  ${what.padEnd(44)} ${Math.round(rate)}${against}${own}`)
}
