/**
 * Every guard of the house, each with its time. `npm run check -- --fix` writes what can be written:
 * format, lint fixes, `apps/api/schema.graphql` and what is made from it. `npm run check -- lint rooms` runs only those.
 */
import { ensureCompiled, ensureGenerated, ensureInstalled, silentProgress } from './bootstrap.mjs'
import { closeCheck } from './steps/tally.mjs'

const args = process.argv.slice(2)
const fix = args.includes('--fix')
const wanted = args.filter((arg) => !arg.startsWith('-'))
const failures = []
let passed = 0

async function step(name, faults) {
  if (wanted.length > 0 && !wanted.includes(name)) return
  const start = performance.now()
  const output = await faults().catch((error) => error.output || error.stack)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stdout.write(`  ${output ? '✗' : '✓'} ${name.padEnd(12)} ${seconds} s\n`)
  if (!output) return void (passed += 1)
  failures.push(name)
  process.stdout.write(`${output.trimEnd().replace(/^/gm, '    ')}\n`)
}

const compiles = () => !failures.includes('compile')
const notRun = Promise.resolve('not run, because it reads types and the sources do not compile')
const quietly = { progress: silentProgress }
try {
  await ensureInstalled()
  await ensureGenerated()
  // Loaded late: everything below stands on installed packages.
  const guards = await import('./steps/guards.mjs')
  await step('lock', guards.lock)
  await step('compile', async () => void (await ensureCompiled(quietly)))
  await Promise.all([
    (async () => {
      await step('lint', () => (compiles() ? guards.lint(fix) : notRun))
      await step('format', () => guards.format(fix))
    })(),
    (async () => {
      await step('rooms', guards.rooms)
      await step('unused', guards.unused)
      await step('schema', () => guards.schema(fix))
      await step('documents', () => guards.documents(fix))
      await step('database', guards.database)
    })(),
  ])
} catch (error) {
  failures.push('prepare')
  process.stdout.write(`${error.output ?? ''}\nassize: ${error.message}\n`)
}
closeCheck(passed, failures)
