import { spawn } from 'node:child_process'
import { closeSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { CliError } from '../cli-error.js'
import { root } from '../places.js'
import { ChildLog } from './child-log.js'
import { leaveWithParent } from './child.js'
import type { LastWill } from './last-will.js'
import { findSecretFile, writeSecretFile } from './secret-file.js'

const marker = (dataDir: string): string => join(dataDir, 'seeded.json')

export const isSeeded = (dataDir: string): boolean => findSecretFile(marker(dataDir)) !== undefined

/**
 * Admits the people and keys of `credentials.json`, and with `demo` fills every page. Marked only
 * when it is through; one that was interrupted runs again and skips what it finds done. Each line it
 * prints says how far it is.
 */
export async function seed(
  script: string,
  dataDir: string,
  env: Readonly<Record<string, string | undefined>>,
  will: LastWill,
  detail: (text: string) => void,
): Promise<void> {
  if (!existsSync(script)) throw new CliError('NOT_DONE', `${script} is missing: build again`)
  const log = ChildLog.toFile(dataDir, 'seed')
  const errors = log.open()
  const child = spawn(process.execPath, ['--import', leaveWithParent, script], {
    cwd: root,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', errors, 'ipc'],
  })
  if (typeof errors === 'number') closeSync(errors)
  createInterface({ input: child.stdout as Readable }).on('line', detail)
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)),
    )
  })
  will.add('stop the seed', async () => {
    child.kill('SIGTERM')
    await ended
  })
  const how = await ended
  if (how !== undefined) {
    throw new CliError('NOT_DONE', `the seed failed: ${log.lastWords() ?? how}`)
  }
  writeSecretFile(marker(dataDir), { seed: env.ASSIZE_SEED, at: new Date().toISOString() })
}
