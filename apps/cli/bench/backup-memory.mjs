/**
 * @bench record
 * The most memory `assize backup` and `assize restore` hold at a small and at a large database, which should be the same,
 * and their rows a second. Options: --backup-rows N (verdicts in the large one).
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { migrate, removeEmbeddedPostgres, startEmbeddedPostgres } from '@assize/platform/embedded'

const { values } = parseArgs({ options: { 'backup-rows': { type: 'string' } }, strict: false })
const large = Number(values['backup-rows'] ?? 200_000)
const launcher = fileURLToPath(new URL('../bin/assize.js', import.meta.url))
const generator = fileURLToPath(
  new URL('../../../libs/verdict/bench/parts/generate.mjs', import.meta.url),
)
const tellsMemory =
  'data:text/javascript,process.on("exit",()=>console.error("kB "+process.resourceUsage().maxRSS))'

/** One verb in a process of its own: how long it took, and the most it held. */
function assize(args, env) {
  const startedAt = performance.now()
  return new Promise((resolve, reject) =>
    execFile(
      process.execPath,
      ['--import', tellsMemory, launcher, ...args],
      {
        env: { ...process.env, DATABASE_URL: '', ASSIZE_BUILD: 'never', ...env },
        maxBuffer: 1 << 24,
      },
      (error, out, said) => {
        if (error) return reject(new Error(`assize ${args[0]}: ${said}`))
        const megabytes = Math.round(Number(/kB (\d+)/.exec(said)?.[1]) / 1024)
        resolve({ out, megabytes, seconds: (performance.now() - startedAt) / 1000 })
      },
    ),
  )
}

async function measure(verdicts) {
  const base = mkdtempSync(join(tmpdir(), 'assize-bench-backup-'))
  const [source, target, file] = ['source', 'target', 'all.backup'].map((name) => join(base, name))
  try {
    mkdirSync(source, { mode: 0o711 })
    const server = await startEmbeddedPostgres({ dataDir: source, durable: false })
    try {
      writeFileSync(
        join(source, 'secrets.json'),
        JSON.stringify({ contentHmacKey: 'k'.repeat(64) }),
      )
      await migrate({ url: server.url })
      const made = [generator, '--database', server.url, '--rows', String(verdicts)]
      await promisify(execFile)(process.execPath, made)
    } finally {
      await server.stop()
    }
    const passphrase = { ASSIZE_BACKUP_PASSPHRASE: 'for measuring only' }
    const backup = await assize(['backup', '--out', file, '--json'], {
      ...{ ...passphrase, ASSIZE_DATA_DIR: source },
    })
    const restore = await assize(['restore', file], { ...passphrase, ASSIZE_DATA_DIR: target })
    const rows = JSON.parse(backup.out).tables.reduce((sum, table) => sum + table.rows, 0)
    return { verdicts, rows, megabytes: statSync(file).size / 1e6, backup, restore }
  } finally {
    for (const dataDir of [source, target]) await removeEmbeddedPostgres(dataDir)
    rmSync(base, { recursive: true, force: true })
  }
}

const [few, many] = [await measure(Math.ceil(large / 10)), await measure(large)]
for (const { verdicts, rows, megabytes, backup, restore } of [few, many]) {
  console.log(`  ${verdicts} verdicts, ${rows} rows, a file of ${Math.round(megabytes)} MB`)
  for (const [what, did] of Object.entries({ backup, restore }))
    console.log(
      `    ${what.padEnd(10)} at most ${did.megabytes} MB, ${Math.round(rows / did.seconds)} rows a second`,
    )
}
const ratio = (what) => (many[what].megabytes / few[what].megabytes).toFixed(2)
console.log(
  `  memory at ten times the rows: backup ${ratio('backup')}x, restore ${ratio('restore')}x`,
)
