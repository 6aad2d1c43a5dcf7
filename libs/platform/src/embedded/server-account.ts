import { readFileSync, statSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { EmbeddedError } from './embedded-error.js'

/** The account PostgreSQL runs under; `switch` says that we are root and must become it. */
export interface ServerAccount {
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly switch: boolean
}

/**
 * PostgreSQL refuses to run as root and needs an account that the system knows by name. As root we
 * take whoever owns an existing cluster, else `postgres` if there is one, else `nobody`, which every
 * system has: no account is ever created.
 */
export function serverAccount(clusterOwner?: { uid: number; gid: number }): ServerAccount {
  const uid = process.getuid?.() ?? 0
  const gid = process.getgid?.() ?? 0
  if (uid !== 0) {
    if (clusterOwner && clusterOwner.uid !== uid) {
      throw new EmbeddedError(
        'CLUSTER_BELONGS_TO_ANOTHER',
        `the database belongs to user ${nameOf(clusterOwner.uid)}, this is user ${nameOf(uid)}: start as that user or as root`,
        { owner: clusterOwner.uid, uid },
      )
    }
    return { name: nameOf(uid), uid, gid, switch: false }
  }
  if (clusterOwner) return { ...clusterOwner, name: nameOf(clusterOwner.uid), switch: true }
  const accounts = knownAccounts()
  const found = ['postgres', 'nobody'].map((name) => accounts.find((a) => a.name === name))
  const account = found.find((a) => a !== undefined)
  if (!account) {
    throw new EmbeddedError(
      'NO_UNPRIVILEGED_ACCOUNT',
      'PostgreSQL cannot run as root and this system knows neither postgres nor nobody: start as an ordinary user, or set DATABASE_URL',
    )
  }
  return { ...account, switch: true }
}

/** Whether the account can pass through `directory` and everything above it. */
export function canEnter(directory: string, account: ServerAccount): boolean {
  if (!account.switch) return true
  for (let path = directory; ; path = dirname(path)) {
    if (!permits(statSync(path), account, 0o1)) return false
    if (path === dirname(path)) return true
  }
}

/** Whether the account can read and run `file`. */
export function canRun(file: string, account: ServerAccount): boolean {
  if (!account.switch) return true
  return permits(statSync(file), account, 0o5) && canEnter(dirname(file), account)
}

function permits(stats: Stats, account: ServerAccount, bits: number): boolean {
  const shift = stats.uid === account.uid ? 6 : stats.gid === account.gid ? 3 : 0
  return ((stats.mode >> shift) & bits) === bits
}

function knownAccounts(): { name: string; uid: number; gid: number }[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length >= 4)
      .map(([name, , uid, gid]) => ({
        name: name ?? '',
        uid: Number(uid) >>> 0,
        gid: Number(gid) >>> 0,
      }))
  } catch {
    return []
  }
}

function nameOf(uid: number): string {
  return knownAccounts().find((account) => account.uid === uid)?.name ?? String(uid)
}
