/**
 * @bench record
 * Verdicts a second through the recorder, with words, attempts, events and the listing in one transaction a batch, as the
 * product records them; beside a bare COPY of the same rows into the same tables, and into tables without indexes.
 * Nothing reads the reasoning here: that is measured by reasoning-audit. `--rows 40000` a round, three rounds each.
 */
import pg from 'pg'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database } from '@assize/platform'
import { VerdictRecorder } from '../dist/nest/verdict-recorder.js'
import { attemptRows, listingRow, verdictRow, wordsRow } from '../dist/nest/verdict-rows.js'
import { aRecording } from '../dist/verdict-recording.builder.js'
import { openCluster, readOptions } from '../../../.config/made-verdicts/cluster.mjs'
import { copyText } from '../../../.config/made-verdicts/copy-rows.mjs'

const { rows } = readOptions(20_000)
const batch = 500
const rounds = 3
const clock = new SystemClock()
const randomness = new SystemRandomness()
const ids = new IdSource(clock, randomness)
const tables = [
  ...['record_verdict', 'payload_verdict', 'record_attempt', 'payload_attempt'],
  ...['verdict_listing', 'outbox'],
]

const cluster = await openCluster({ keep: false })
try {
  const url = await cluster.make('ingest')
  const copied = await best(() => copyInto(url))
  const recorded = await best(() => recordInto(url))
  const bareListing = await best(() => copyInto(url, ['verdict_listing']))
  await dropIndexes(url)
  const copiedBare = await best(() => copyInto(url))
  const recordedBare = await best(() => recordInto(url))
  const bareListingBare = await best(() => copyInto(url, ['verdict_listing']))
  const line = (name, value, beside = '') =>
    console.log(`  ${name.padEnd(46)}${String(Math.round(value)).padStart(8)} a second  ${beside}`)
  console.log(`\n  ${rows} verdicts a round, ${batch} a batch, best of ${rounds}`)
  line('recorder, tables as they are', recorded, `ratio ${(recorded / copied).toFixed(2)} to COPY`)
  line('COPY of the same rows', copied)
  line(
    'recorder, no indexes but keys',
    recordedBare,
    `indexes cost ${(recordedBare / recorded).toFixed(2)} times`,
  )
  line(
    'COPY, no indexes but keys',
    copiedBare,
    `indexes cost ${(copiedBare / copied).toFixed(2)} times`,
  )
  line('COPY into the listing alone', bareListing)
  line(
    'the same, no indexes but keys',
    bareListingBare,
    `indexes cost ${(bareListingBare / bareListing).toFixed(2)} times`,
  )
  console.log('  budget: indexes cost at most 2 times')
} finally {
  await cluster.close()
}

async function best(once) {
  let most = 0
  for (let round = 0; round < rounds; round++) most = Math.max(most, await once())
  return most
}

function someRecordings() {
  return Array.from({ length: rows }, (_, n) => {
    const recording = aRecording(ids.next(), {
      policy: ['spam', 'fraud', 'harassment'][n % 3],
      policyCommit: String(n % 9).repeat(40),
      outcome: n % 4 === 0 ? 'violates' : 'allowed',
      endpoint: `node-${n % 4}`,
      externalId: n % 2 === 0 ? `post-${n}` : null,
      costMicros: BigInt(n % 900),
    })
    return { ...recording, facts: { language: n % 5 === 0 ? 'de' : 'en', region: 'AT' } }
  })
}

/** Verdicts a second. Two transactions at a time, as two workers would have them. */
async function recordInto(url) {
  const database = new Database({ url })
  const recorder = new VerdictRecorder(database, new Outbox(ids, clock), randomness)
  recorder.auditWith({
    audit: (_tx, recordings) => Promise.resolve(recordings.map((_, n) => anAudit(n))),
  })
  const recordings = someRecordings()
  const batches = []
  for (let at = 0; at < rows; at += batch) batches.push(recordings.slice(at, at + batch))
  const begun = performance.now()
  const work = async () => {
    for (let next = batches.pop(); next; next = batches.pop()) await recorder.record(next)
  }
  await Promise.all([work(), work()])
  const took = performance.now() - begun
  await database.close()
  return (rows / took) * 1000
}

function anAudit(n) {
  const flagged = n % 20 === 0
  return {
    findingSetId: ids.next(),
    findingTypes: flagged ? ['unknown-rule'] : [],
    risk: (n % 100) / 100,
    flagged,
  }
}

/** The same rows, made before the clock runs; the trigger of the log writes as it does for the recorder. */
async function copyInto(url, wanted = tables) {
  const lines = Object.fromEntries(tables.map((table) => [table, []]))
  let columns = {}
  for (const [n, recording] of someRecordings().entries()) {
    const draft = verdictRow(recording, randomness.bytes(32))
    const [attempt] = attemptRows(recording, () => randomness.bytes(32))
    const rowOf = {
      record_verdict: draft.row,
      payload_verdict: wordsRow(draft),
      record_attempt: attempt.row,
      payload_attempt: attempt.payload,
      verdict_listing: listingRow({ ...recording, audit: anAudit(n) }),
      outbox: anEvent(recording.verdict),
    }
    for (const table of tables) {
      columns = { ...columns, [table]: columns[table] ?? Object.keys(rowOf[table]) }
      lines[table].push(Object.values(rowOf[table]).map(cell).join('\t'))
    }
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const begun = performance.now()
  for (let at = 0; at < rows; at += batch) {
    await client.query('BEGIN')
    for (const table of wanted)
      await copyText(
        client,
        table,
        columns[table],
        `${lines[table].slice(at, at + batch).join('\n')}\n`,
      )
    await client.query('COMMIT')
  }
  const took = performance.now() - begun
  await client.end()
  return (rows / took) * 1000
}

function anEvent({ id, policy }) {
  const event = { id: ids.next(), type: 'verdict.recorded', subject: id }
  return { ...event, payload: { policy }, created_at: new Date() }
}

function cell(value) {
  if (value === null || value === undefined) return '\\N'
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.join(',')}}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

async function dropIndexes(url) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: found } = await client.query(
    `SELECT i.indexrelid::regclass::text AS name FROM pg_index i
     WHERE NOT i.indisprimary AND i.indrelid = ANY($1::regclass[])`,
    [tables],
  )
  for (const { name } of found) await client.query(`DROP INDEX ${name}`)
  await client.end()
}
