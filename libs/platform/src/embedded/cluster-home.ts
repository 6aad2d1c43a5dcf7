import { sha256Hex } from '@assize/kernel'
import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedError } from './embedded-error.js'
import { canEnter, serverAccount, type ServerAccount } from './server-account.js'

const systemHomes = '/var/lib/assize'

/** Where the cluster of one data directory lives, and under whose account. */
export interface ClusterHome {
  readonly directory: string
  /** PostgreSQL's own data directory. */
  readonly cluster: string
  readonly account: ServerAccount
  /** The cluster could not live in the data directory itself. */
  readonly elsewhere: boolean
}

/**
 * The data directory by its real path, made if need be. Others cannot list it; as root the server's
 * account must be able to pass through it.
 */
export function openDataDir(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    return realpathSync(dataDir)
  } catch (error) {
    throw new EmbeddedError('DIRECTORY_UNUSABLE', `${dataDir} cannot be used: ${reason(error)}`)
  }
}

/** `recorded` is the home an earlier start chose; without one a home is chosen and made. */
export function clusterHome(dataDir: string, recorded?: string): ClusterHome {
  const directory = recorded ?? chooseHome(dataDir)
  const cluster = join(directory, 'postgres')
  if (recorded !== undefined && !existsSync(directory)) {
    throw new EmbeddedError(
      'CLUSTER_MISSING',
      `${dataDir} points to a database in ${directory}, which is gone: restore it, or remove ${dataDir} to begin anew`,
    )
  }
  const clusterOwner = existsSync(cluster) ? statSync(cluster) : undefined
  const account = serverAccount(clusterOwner && { uid: clusterOwner.uid, gid: clusterOwner.gid })
  return { directory, cluster, account, elsewhere: directory !== dataDir }
}

function chooseHome(dataDir: string): string {
  if (canEnter(dataDir, serverAccount())) return dataDir
  const name = sha256Hex(dataDir).slice(0, 16)
  const directory = join(systemHomes, name)
  try {
    mkdirSync(directory, { recursive: true, mode: 0o755 })
    chmodSync(systemHomes, 0o755)
    chmodSync(directory, 0o755)
    return realpathSync(directory)
  } catch (error) {
    throw new EmbeddedError(
      'DIRECTORY_UNUSABLE',
      `only root can enter ${dataDir}, and ${directory} cannot be used instead: ${reason(error)}`,
    )
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'EACCES' ? 'permission denied' : code === 'EROFS' ? 'read-only' : message
}
