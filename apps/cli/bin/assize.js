#!/usr/bin/env node
/**
 * Stands in the repository as it is, so that `npx assize` finds it before anything is installed or
 * built and never asks a registry for a package of that name. Node's built-ins only; whatever is
 * missing or stale is installed and built first, then the compiled program takes over.
 *
 * ASSIZE_BUILD=never runs what is already built, for images that ship without sources or compilers.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldest = [20, 19]
const slowStepMs = 3_000

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const args = process.argv.slice(2)

function leave(message) {
  process.stderr.write(`assize: ${message}\n`)
  process.exit(1)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  leave(`Node ${oldest.join('.')} or newer is needed, this is ${process.versions.node}`)
}

/** A verb other than `start` speaks of building only when it takes long enough to wonder. */
const onlySlowSteps = (progress) => ({
  ...progress,
  started() {},
  done: (step, ms) => ms > slowStepMs && progress.done(step, ms),
})

async function build() {
  const steps = await import('../../../.config/bootstrap.mjs')
  const starts = args[0] === 'start' && !args.includes('--help')
  try {
    if (starts) return await steps.ensureReady()
    const progress = onlySlowSteps(steps.consoleProgress())
    await steps.ensureInstalled({ progress: steps.consoleProgress() })
    await steps.ensureGenerated({ progress })
    await steps.ensureCompiled({ progress })
  } catch (error) {
    if (error.output) process.stderr.write(`${error.output.trimEnd()}\n`)
    leave(error.message)
  }
}

checkNode()
if (process.env.ASSIZE_BUILD !== 'never' && existsSync(join(root, 'apps', 'cli', 'src'))) {
  await build()
}
const { run } = await import('../dist/main.js')
process.exitCode = await run(args)
