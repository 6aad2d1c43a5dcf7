import {
  applySafeFixes,
  lintFiles,
  PolicyError,
  type LintedFile,
  type LintedTexts,
  type LintRemark,
} from '@assize/policy'
import { loadTokenCounter } from '@assize/platform'
import { writeFileSync } from 'node:fs'
import { readEarlier, readText, type PolicyOnDisk } from './policy-folders.js'

export interface Linted {
  readonly policy: PolicyOnDisk
  readonly texts: Readonly<Record<LintedFile, string>>
  readonly tokens: number
  readonly remarks: readonly LintRemark[]
  /** Fixes that were applied. */
  readonly fixed: number
}

/** What a commit of the policy would be told; with `fix`, what is left after every safe fix was written back. */
export async function lintOnDisk(policy: PolicyOnDisk, { fix }: { fix: boolean }): Promise<Linted> {
  const count = await loadTokenCounter()
  const history = readEarlier(policy)
  const lint = ({ text = '', manifest, cases }: LintedTexts): LintRemark[] =>
    lintFiles(
      { text, manifestYaml: manifest ?? null, cases: cases ?? null },
      { history, tokens: count(text), ...(policy.name === null ? {} : { policy: policy.name }) },
    )
  const { texts, unread } = readAll(policy)
  const fixed = fix && unread.length === 0 ? applySafeFixes(texts, lint) : { texts, count: 0 }
  for (const file of ['text', 'manifest', 'cases'] as const) {
    const path = policy.paths[file]
    const now = fixed.texts[file]
    if (path !== null && now !== undefined && now !== texts[file]) writeFileSync(path, now)
  }
  const { text = '', manifest = '', cases = '' } = fixed.texts
  return {
    policy,
    texts: { text, manifest, cases },
    tokens: count(text),
    remarks: unread.length > 0 ? unread : lint(fixed.texts),
    fixed: fixed.count,
  }
}

function readAll({ paths }: PolicyOnDisk): { texts: LintedTexts; unread: readonly LintRemark[] } {
  const texts: Partial<Record<LintedFile, string>> = {}
  const unread: LintRemark[] = []
  for (const file of ['text', 'manifest', 'cases'] as const)
    try {
      const path = paths[file]
      if (path !== null) texts[file] = readText(path)
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      unread.push(notText(file, error.message))
    }
  return { texts, unread }
}

/** For bytes that are no text at all, there is no place but the file. */
const notText = (file: LintedFile, message: string): LintRemark => ({
  ...{ code: refusedAs[file], severity: 'error', message, rule: null, fixes: [] },
  place: { file, start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 },
})

const refusedAs = {
  text: 'text-refused',
  manifest: 'manifest-refused',
  cases: 'cases-refused',
} as const satisfies Record<LintedFile, string>
