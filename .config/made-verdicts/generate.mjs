/**
 * Fills a database with made verdicts, fast: `node .config/made-verdicts/generate.mjs --database URL --rows 1000000
 * [--words 0.25] [--seed 7]`. The database must be migrated, empty, and its owner's: rows come in by COPY with indexes
 * dropped and made anew, and WITHOUT the triggers that put records on the log or guard words. It is good for measuring
 * lists and searches, and for nothing else: no log entry, attempt, finding set, case or action stands behind its rows.
 */
import pg from 'pg'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { copyText, instant } from './copy-rows.mjs'
import { aWorld, madeVerdict } from './made-verdicts.mjs'
import { multiply } from './multiply.mjs'
import { tables } from './verdict-lines.mjs'

const chunk = 20_000

export async function generate({
  url,
  rows,
  words = 0.25,
  seed = 7,
  until = new Date(),
  say = () => {},
}) {
  const clients = await Promise.all([open(url), open(url)])
  const [client] = clients
  try {
    const world = aWorld({ seed, until })
    await prepare(client, world)
    const indexes = await withoutIndexes(client)
    const begun = performance.now()
    for (let first = 0; first < rows; first += chunk) {
      const many = Array.from({ length: Math.min(chunk, rows - first) }, (_, i) =>
        madeVerdict(world, first + i, rows, words),
      )
      await fill(clients, many)
      if ((first / chunk) % 10 === 9) say(first + many.length, performance.now() - begun)
    }
    await finish(client, indexes)
  } finally {
    await Promise.all(clients.map((each) => each.end()))
  }
}

/** Makes of every row in a made database `copies`; see `multiply`. */
export async function generateMore({ url, copies, facts, say }) {
  const client = await open(url)
  try {
    await setTriggers(client, 'DISABLE')
    const indexes = await withoutIndexes(client)
    await multiply(client, copies, { facts, say })
    await finish(client, indexes, say)
  } finally {
    await client.end()
  }
}

async function finish(client, indexes, say = () => {}) {
  for (const definition of indexes) {
    await client.query(definition)
    say(definition.slice(0, 90))
  }
  await setTriggers(client, 'ENABLE')
  await client.query('SELECT rebuild_listing_days()')
  await client.query('VACUUM (ANALYZE)')
}

async function setTriggers(client, state) {
  for (const table of Object.keys(tables))
    await client.query(`ALTER TABLE ${table} ${state} TRIGGER USER`)
}

async function open(url) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    "SET maintenance_work_mem = '1GB'; SET work_mem = '512MB'; SET timezone = 'UTC'; SET synchronous_commit = off",
  )
  return client
}

/** Half of the tables on each connection, so that Node and both of PostgreSQL's processes have work. */
function fill([one, other], many) {
  const texts = Object.entries(tables).map(([table, { columns, line }]) => {
    return [table, columns, many.map((each) => line(each) || '').join('')]
  })
  const copy = async (client, wanted) => {
    for (const [table, columns, text] of texts)
      if (wanted.includes(table)) await copyText(client, table, columns, text)
  }
  return Promise.all([
    copy(one, ['record_verdict', 'payload_verdict']),
    copy(other, ['verdict_listing', 'record_content_item', 'payload_content_item']),
  ])
}

async function prepare(client, { versions, startMs, endMs }) {
  await client.query('SELECT ensure_partitions($1, $2)', [instant(startMs), instant(endMs)])
  await client.query('ALTER TABLE record_policy_version DISABLE TRIGGER USER')
  for (const { policy, sequence, commit, blob, fromMs } of versions)
    await client.query(
      `INSERT INTO record_policy_version (id, policy, commit, blob, blob_sha256, bundle_sha256, sequence, title,
         manifest, author, message, origin, committed_at, recorded_at)
       VALUES (gen_random_uuid(), $1, $2, $3, '', '', $4, $1, '{}', 'bench', '', 'authored', $5, $5)
       ON CONFLICT DO NOTHING`,
      [policy, commit, blob, sequence, instant(fromMs)],
    )
  await client.query('ALTER TABLE record_policy_version ENABLE TRIGGER USER')
  await setTriggers(client, 'DISABLE')
}

/** Drops what is no key; answers how to make it anew. */
async function withoutIndexes(client) {
  const { rows } = await client.query(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i WHERE NOT i.indisprimary AND i.indrelid = ANY($1::regclass[])`,
    [Object.keys(tables)],
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const number = (text, otherwise) => (text === undefined ? otherwise : Number(text))
  const { values } = parseArgs({
    options: Object.fromEntries(
      ['database', 'rows', 'words', 'seed'].map((name) => [name, { type: 'string' }]),
    ),
  })
  if (!values.database) throw new Error('expected --database URL')
  const rows = number(values.rows, 1_000_000)
  const say = (done, ms) =>
    process.stderr.write(`  ${done} of ${rows}, ${Math.round((done / ms) * 1000)} rows/s\n`)
  await generate({
    url: values.database,
    rows,
    words: number(values.words, 0.25),
    seed: number(values.seed, 7),
    say,
  })
}
