import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClusterHome } from './cluster-home.js'
import { superuser } from './cluster-record.js'
import { EmbeddedError } from './embedded-error.js'
import type { NativeBinaries } from './native-binaries.js'
import type { ServerAccount } from './server-account.js'

const unfinished = /^postgres\.[0-9a-f]+$/

/**
 * Makes the cluster beside its final place and moves it there when it is whole, so a start that was
 * interrupted leaves nothing that looks like a database.
 */
export async function initialiseCluster(
  home: ClusterHome,
  binaries: NativeBinaries,
  password: string,
  durable: boolean,
): Promise<void> {
  for (const name of readdirSync(home.directory).filter((name) => unfinished.test(name))) {
    rmSync(join(home.directory, name), { recursive: true, force: true })
  }
  const making = `${home.cluster}.${randomBytes(4).toString('hex')}`
  const passwordFile = `${making}.password`
  mkdirSync(making, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (home.account.switch) {
    chownSync(making, home.account.uid, home.account.gid)
    chownSync(passwordFile, home.account.uid, home.account.gid)
  }
  try {
    await run(binaries.initdb, initdbArguments(making, passwordFile, durable), home)
    renameSync(making, home.cluster)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(making, { recursive: true, force: true })
  }
}

/** The built-in C.UTF-8 locale sorts alike on every system and still folds Ä to ä. */
function initdbArguments(cluster: string, passwordFile: string, durable: boolean): string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
}

function run(program: string, args: string[], home: ClusterHome): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...identity(home.account),
      cwd: home.directory,
      env: serverEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.once('error', (error) => reject(failure(error.message)))
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(failure(lastError(errors) || `initdb left with ${code}`)),
    )
  })
}

/** Nothing of our environment reaches the server; its messages are English whatever the system's. */
export const serverEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
}

export function identity(account: ServerAccount): { uid?: number; gid?: number } {
  return account.switch ? { uid: account.uid, gid: account.gid } : {}
}

function lastError(errors: string): string {
  const lines = errors.split('\n').filter((line) => /error|fatal|could not/i.test(line))
  return (lines[0] ?? '').replace(/^initdb: error: /, '')
}

const failure = (why: string): EmbeddedError =>
  new EmbeddedError('INITDB_FAILED', `the database could not be initialised: ${why}`)
