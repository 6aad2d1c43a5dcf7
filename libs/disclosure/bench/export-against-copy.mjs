/**
 * @bench record
 * Rows a second of each format of an export, of the same rows as a bare `COPY … TO STDOUT` whose bytes are dropped;
 * with the most memory the process took meanwhile. `--rows 200000`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, startEmbeddedPostgres } from '@assize/platform/embedded'
import { Config, Database } from '@assize/platform'
import { fillVerdicts } from '../dist/fixtures/fill-verdicts.js'
import { copyOut } from '../dist/nest/copy-out.js'
import { ExportFiles } from '../dist/nest/export-files.js'
import { copyRows } from '../dist/nest/copy-rows.js'
import { plainStatement } from '../dist/nest/verdict-statement.js'
import { fileStart } from '../dist/row-sink.js'

const at = process.argv.indexOf('--rows')
const rows = at === -1 ? 200_000 : Number(process.argv[at + 1])
const rounds = 3
const dataDir = mkdtempSync(join(tmpdir(), 'assize-bench-'))
const { url, stop } = await startEmbeddedPostgres({ dataDir: join(dataDir, 'database') })
const secrets = join(dataDir, 'secrets.json')
writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64) }))
const database = await filled()
const files = new ExportFiles(
  Config.read({ DATABASE_URL: url, ASSIZE_SECRETS_FILE: secrets, ASSIZE_DATA_DIR: dataDir }),
)
try {
  for (const words of [[], ['content', 'trace']]) {
    const asked = { filter: {}, words, cutAt: new Date(), after: null }
    const bare = await best(() => drain(copyOut(database, plainStatement(asked))))
    console.log(`\n  ${rows} verdicts ${words.length > 0 ? 'with' : 'without'} words`)
    console.log(line('COPY', bare, 1))
    for (const format of ['jsonl', 'parquet', 'csv']) {
      const made = await best(() => exported(format, asked))
      console.log(line(format, made, bare.ms / made.ms))
    }
  }
  console.log('\n  budget 0.5 of COPY for jsonl and parquet')
} finally {
  await database.close()
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function filled() {
  await migrate({ url })
  const opened = new Database({ url })
  for (let n = 0; n < rows; n += 50_000)
    await fillVerdicts(opened, {
      rows: Math.min(50_000, rows - n),
      startMs: Date.now() - rows + n,
      text: 'buy now, limited offer, follow the link '.repeat(8),
    })
  await opened.query('ANALYZE')
  return opened
}

async function drain(chunks) {
  let bytes = 0
  for await (const chunk of chunks) bytes += chunk.length
  return bytes
}

async function exported(format, asked) {
  const file = await files.openAt('bench', `verdicts.${format}`, 0)
  try {
    await copyRows(database, { format, asked, file, from: fileStart }, { keep: async () => {} })
    await file.sync()
    return file.bytes
  } finally {
    await file.close()
  }
}

async function best(work) {
  let ms = Infinity
  let bytes = 0
  let heap = 0
  for (let n = 0; n < rounds; n++) {
    globalThis.gc?.()
    const timer = setInterval(() => (heap = Math.max(heap, process.memoryUsage().rss)), 20)
    const begun = performance.now()
    bytes = await work()
    ms = Math.min(ms, performance.now() - begun)
    clearInterval(timer)
  }
  return { ms, bytes, heap }
}

function line(name, { ms, bytes, heap }, ratio) {
  const perSecond = Math.round((rows / ms) * 1000).toLocaleString('en')
  const sizes = `${(bytes / 2 ** 20).toFixed(0)} MB, ${(heap / 2 ** 20).toFixed(0)} MB resident`
  return `  ${name.padEnd(8)} ${perSecond.padStart(9)} rows/s   ${ratio.toFixed(2)} of COPY   ${sizes}`
}
