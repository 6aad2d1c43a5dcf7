import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** Where recorded and audited traces lie, if they do; their licence allows reading them in place only. */
export const bundleFolder = resolve(process.env.ASSIZE_TRACES || join(root, '../shared/traces'))
export const hasGold = existsSync(join(bundleFolder, 'gold.jsonl'))

/** Policy families that nobody reads who writes detectors: only sums over them are printed. */
const heldOut = new Set(['fraud', 'sexual-content', 'over-refusal'])
export const familyOf = (policyVersion) => policyVersion.split('@')[0]
export const columns = ['seen', 'held out']
export const columnOf = (policyVersion) =>
  heldOut.has(familyOf(policyVersion)) ? 'held out' : 'seen'

export const linesOf = (file) =>
  readFileSync(join(bundleFolder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
