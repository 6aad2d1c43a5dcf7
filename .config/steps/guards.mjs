/** The guards `npm run check` runs. Each resolves to what is wrong, or to an empty text. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin } from '../bootstrap.mjs'
import { lockFileFaults } from './lock-file.mjs'
import { root } from './places.mjs'
import { node } from './run.mjs'

const config = (name) => join(root, '.config', name)

async function faultsOf(script, args, options) {
  const { code, output } = await node([script, ...args], options)
  return code === 0 ? '' : output.trim() || `${script} ended with ${code}`
}

export const lock = async () => lockFileFaults().join('\n')

/** Made by programs, or read byte for byte by a model or a test. */
const unformatted = [
  'package-lock.json',
  'apps/api/schema.graphql',
  'apps/admin/src/api/schema-env.d.ts',
  'policies/**',
  '**/__golden__/**',
]

export const format = (fix) =>
  faultsOf(bin('prettier', 'prettier'), [
    fix ? '--write' : '--check',
    '--log-level=warn',
    `--config=${config('prettier.json')}`,
    `--ignore-path=${join(root, '.gitignore')}`,
    '--cache',
    `--cache-location=${join(root, 'node_modules/.cache/assize/prettier')}`,
    '.',
    ...unformatted.map((glob) => `!${glob}`),
  ])

export const lint = (fix) =>
  faultsOf(bin('eslint', 'eslint'), [
    `--config=${config('eslint.config.mjs')}`,
    '--cache',
    '--cache-strategy=content',
    `--cache-location=${join(root, 'node_modules/.cache/assize/eslint')}`,
    '--max-warnings=0',
    ...(fix ? ['--fix'] : []),
    '.',
  ])

export const rooms = () =>
  faultsOf(bin('dependency-cruiser', 'depcruise'), [
    `--config=${config('dependency-cruiser.mjs')}`,
    '--output-type=err-long',
    'libs',
    'apps',
  ])

export const unused = () =>
  faultsOf(bin('knip', 'knip'), [
    `--config=${config('knip.jsonc')}`,
    '--no-config-hints',
    '--no-progress',
  ])

/** The types the admin reads the schema by, then every document of the admin against them. */
export async function documents(fix) {
  const admin = { cwd: join(root, 'apps', 'admin') }
  const tada = bin('gql.tada', 'gql-tada', 'apps/admin')
  const folder = mkdtempSync(join(tmpdir(), 'assize-tada-'))
  try {
    const made = join(folder, 'schema-env.d.ts')
    const faults = await faultsOf(tada, ['generate-output', '--output', made], admin)
    if (faults) return faults
    const kept = join(root, 'apps/admin/src/api/schema-env.d.ts')
    if (fix) copyFileSync(made, kept)
    else if (!existsSync(kept) || readFileSync(made, 'utf8') !== readFileSync(kept, 'utf8'))
      return 'apps/admin/src/api/schema-env.d.ts is not made from apps/api/schema.graphql: npm run check -- --fix documents'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return faultsOf(tada, ['check', '--fail-on-warn'], admin)
}

/** The schema the code makes against the one in the repository, where a change is read as a change. */
export async function schema(fix) {
  const { code, output } = await node([join(root, 'apps/api/dist/print-schema.js')])
  if (code !== 0) return output
  const file = join(root, 'apps/api/schema.graphql')
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (committed === output) return ''
  if (fix) return void writeFileSync(file, output)
  return `apps/api/schema.graphql is not what the code says, first at line ${firstDifference(committed, output)}\nread the change with: npm run check -- --fix schema && git diff apps/api/schema.graphql`
}

function firstDifference(left, right) {
  const [a, b] = [left.split('\n'), right.split('\n')]
  const line = a.findIndex((text, index) => text !== b[index])
  return (line < 0 ? a.length : line) + 1
}

export async function database() {
  const { databaseDrift } = await import('../drift/database-drift.mjs')
  return (await databaseDrift()).join('\n')
}
