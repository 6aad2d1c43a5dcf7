import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout this program belongs to. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

/** Where the installation keeps its data: ASSIZE_DATA_DIR, else `.data` of the checkout. */
export function dataDirectory(env: NodeJS.ProcessEnv): string {
  return env.ASSIZE_DATA_DIR ? resolve(env.ASSIZE_DATA_DIR) : join(root, '.data')
}

export function ownVersion(): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  return manifest.version
}
