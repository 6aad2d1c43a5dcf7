/**
 * @bench record
 * Lists, facets and searches over made verdicts: milliseconds of each as the product asks, beside one plain statement
 * over the whole listing with the same filter. `--rows 10000000` measures a million and then that many, and prints what
 * the tenfold costs; `--keep` keeps the databases for the next run.
 */
import { Database } from '@assize/platform'
import { searchOver } from '../dist/nest/search-over.js'
import { conditionsOf } from '../dist/nest/verdict-conditions.js'
import { madeDatabase, openCluster, readOptions } from '../../../.config/made-verdicts/cluster.mjs'
import { questionsOf, searchesOf } from './parts/questions.mjs'
import { ms, shown, timed } from '../../../.config/made-verdicts/timing.mjs'

const rounds = 30
const million = 1_000_000
const options = readOptions(million)
const cluster = await openCluster(options)
try {
  const sizes = options.rows > million ? [million, options.rows] : [options.rows]
  const measured = []
  for (const rows of sizes) measured.push(await measure(rows))
  if (measured.length > 1) printRatios(...measured)
} finally {
  await cluster.close()
}

async function measure(rows) {
  const url = await madeDatabase(cluster, rows)
  const database = new Database({ url })
  try {
    const known = await whatToAsk(database, rows)
    const { list, facets } = searchOver(database)
    console.log(`\n  ${rows} verdicts, a quarter with words; milliseconds, ${rounds} rounds`)
    console.log(`  ${''.padEnd(28)}   p50     p95    bare p50   ratio   facets p50     p95`)
    const taken = new Map()
    for (const [name, ask] of Object.entries({ ...questionsOf(known), ...searchesOf(known) })) {
      const first = { limit: 50, direction: 'forward' }
      const page = shown(
        await timed(rounds, (n) => {
          const [filter, order, cursor = null] = ask(n)
          return list.page(filter, order, { ...first, cursor })
        }),
      )
      const bare = shown(await timed(5, (n) => database.query(...bareStatement(...ask(n))), 1))
      const counted = shown(await timed(rounds / 3, (n) => facets.count(ask(n)[0])))
      taken.set(name, { page, counted })
      console.log(
        `  ${name.padEnd(28)}${ms(page.p50)} ${ms(page.p95)}     ${ms(bare.p50)} ${(page.p50 / bare.p50).toFixed(2).padStart(7)}      ${ms(counted.p50)} ${ms(counted.p95)}`,
      )
    }
    const own = Math.round(process.memoryUsage().rss / 1024 / 1024)
    const [{ size }] = await database.query(
      'SELECT pg_size_pretty(pg_database_size(current_database())) AS size',
    )
    console.log(
      `  ${size} on disk; ${own} MB in this process, ${cluster.memory() ?? '?'} MB in PostgreSQL`,
    )
    return taken
  } finally {
    await database.close()
  }
}

/** What one would write by hand: one statement over the whole listing, words as a join. */
function bareStatement({ text, ...filter }, order, cursor = null) {
  const conditions = conditionsOf(filter)
  const by = { risk: 'l.risk', cost: 'coalesce(l.cost_micros, -1)' }[order.field] ?? 'l.decided_at'
  if (cursor)
    conditions.add(
      `(${by}, l.verdict_id) < ((?::text[])[1]::timestamptz, (?::text[])[2]::uuid)`,
      cursor,
    )
  if (text)
    conditions.add(
      `l.verdict_id IN (
         SELECT v.verdict_id FROM payload_verdict v WHERE v.search @@ websearch_to_tsquery('simple', ?)
         UNION SELECT o.verdict_id FROM verdict_listing o JOIN payload_content_item p USING (content_item_id)
         WHERE p.search @@ websearch_to_tsquery('simple', ?))`,
      text,
    )
  return [
    `SELECT l.* FROM verdict_listing l WHERE ${conditions.where}
     ORDER BY ${by} DESC, l.verdict_id DESC LIMIT 51`,
    conditions.values,
  ]
}

async function whatToAsk(database, rows) {
  const cursors = await Promise.all(
    [60, 120, 180, 240, 300].map(async (days) => {
      const [row] = await database.query(
        `SELECT verdict_id AS id, decided_at AS at FROM verdict_listing
         WHERE decided_at < now() - make_interval(days => $1) ORDER BY decided_at DESC, verdict_id DESC LIMIT 1`,
        [days],
      )
      return [row.at.toISOString(), row.id]
    }),
  )
  const reviewers = await database.query(
    'SELECT DISTINCT reviewer FROM verdict_listing WHERE reviewer IS NOT NULL LIMIT 10',
  )
  const versions = await database.query('SELECT policy, commit FROM record_policy_version')
  return {
    ...{ rows, cursors, versions, words: await wordsOf(database) },
    reviewers: reviewers.map(({ reviewer }) => reviewer),
  }
}

/** Words by how many of the texts hold them. */
async function wordsOf(database) {
  const found = await database.query(
    `SELECT word, ndoc::float8 / (SELECT count(*) FROM payload_content_item TABLESAMPLE SYSTEM (2)) AS share
     FROM ts_stat('SELECT search FROM payload_content_item TABLESAMPLE SYSTEM (2) REPEATABLE (1)')
     WHERE word NOT LIKE 'item%' ORDER BY ndoc DESC`,
  )
  const nearest = (wanted) =>
    found.reduce((best, each) =>
      Math.abs(Math.log(each.share / wanted)) < Math.abs(Math.log(best.share / wanted))
        ? each
        : best,
    ).word
  return { common: nearest(0.1), middling: nearest(0.005), rare: found.at(-1).word }
}

function printRatios(small, large) {
  console.log('\n  what the tenfold costs; budget of lists: p95 50 ms at either size, and 1.3')
  console.log(`  ${''.padEnd(28)}list p50    p95    facets p50    p95`)
  for (const [name, { page, counted }] of large) {
    const before = small.get(name)
    const times = (a, b) => `${(a / b).toFixed(2)}`.padStart(6)
    console.log(
      `  ${name.padEnd(28)}  ${times(page.p50, before.page.p50)} ${times(page.p95, before.page.p95)}        ${times(counted.p50, before.counted.p50)} ${times(counted.p95, before.counted.p95)}`,
    )
  }
}
