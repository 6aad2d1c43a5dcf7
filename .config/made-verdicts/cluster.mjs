import pg from 'pg'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { migrate, removeEmbeddedPostgres, startEmbeddedPostgres } from '@assize/platform/embedded'
import { generate, generateMore } from './generate.mjs'

/**
 * `--rows 10000000`, and `--keep`: databases stay in ASSIZE_BENCH_DIR, else in a folder below the
 * temporary one, for the next run to find. Without it everything is made anew and removed.
 */
export function readOptions(rows) {
  const { values } = parseArgs({
    options: { rows: { type: 'string' }, keep: { type: 'boolean' } },
    strict: false,
  })
  return { rows: Number(values.rows ?? rows), keep: Boolean(values.keep) }
}

/** A PostgreSQL of one's own, with the settings of the embedded one; not safe against a crash of the machine. */
export async function openCluster({ keep }) {
  const kept = process.env.ASSIZE_BENCH_DIR ?? join(tmpdir(), 'assize-bench-kept')
  const home = keep ? kept : mkdtempSync(join(tmpdir(), 'assize-bench-'))
  if (!existsSync(home)) mkdirSync(home)
  const dataDir = join(home, 'data')
  const server = await startEmbeddedPostgres({ dataDir, durable: false })
  const url = (name) => new URL(`/${name}`, server.url).href
  return {
    url,
    async has(name) {
      const query = `SELECT 1 FROM pg_database WHERE datname = '${name}'`
      return (await asked(server.url, query)).length > 0
    },
    /** Migrated and empty. */
    async make(name) {
      await asked(server.url, `CREATE DATABASE ${name}`)
      await migrate({ url: url(name) })
      return url(name)
    },
    async copy(from, name) {
      await asked(server.url, `CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY FILE_COPY`)
      return url(name)
    },
    drop: (name) => asked(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    memory: () => memoryOf(server.pid),
    async close() {
      await server.stop()
      if (keep) return
      await removeEmbeddedPostgres(dataDir)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function asked(url, text) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const million = 1_000_000

/**
 * A database of made verdicts; one that was kept is taken as it is, unless making it was broken off. Millions are made of
 * one, by copies.
 */
export async function madeDatabase(cluster, rows) {
  const name = `verdicts_${rows}`
  const isMade = async (url) =>
    (await asked(url, "SELECT to_regclass('bench_made') IS NOT NULL AS made"))[0].made
  if (await cluster.has(name)) {
    if (await isMade(cluster.url(name))) return cluster.url(name)
    await cluster.drop(name)
  }
  if (rows > million && rows % million === 0) return copiedDatabase(cluster, name, rows / million)
  const say = (done, ms) =>
    process.stderr.write(`  made ${done} of ${rows}, ${Math.round((done / ms) * 1000)} a second\n`)
  const url = await cluster.make(name)
  await generate({ url, rows, words: 0.25, say })
  await asked(url, 'CREATE TABLE bench_made ()')
  return url
}

async function copiedDatabase(cluster, name, copies) {
  await madeDatabase(cluster, million)
  const url = await cluster.copy(`verdicts_${million}`, name)
  await asked(url, 'DROP TABLE bench_made')
  const begun = performance.now()
  const say = (what) =>
    process.stderr.write(`  ${Math.round((performance.now() - begun) / 1000)} s: ${what}\n`)
  await generateMore({ url, copies, say })
  await asked(url, 'CREATE TABLE bench_made ()')
  return url
}

/** What the server's processes hold, shared pages counted once, in MB; null where the system does not tell. */
function memoryOf(postmaster) {
  if (!existsSync('/proc/self/smaps_rollup')) return null
  const figure = (path, name) => {
    try {
      return Number(
        new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(path, 'utf8'))?.[1] ?? 0,
      )
    } catch {
      return 0
    }
  }
  const pids = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid))
  const own = pids.filter(
    (pid) => Number(pid) === postmaster || figure(`/proc/${pid}/status`, 'PPid') === postmaster,
  )
  const kilobytes = own.map((pid) => figure(`/proc/${pid}/smaps_rollup`, 'Pss'))
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024)
}
