import { mostMergedLines, type Combined } from '@assize/gitstore'
import { PolicyError } from '../policy-error.js'

export type Clean = Extract<Combined, { kind: 'clean' }>

/** Throws `MERGE_CONFLICT` or `MERGE_TOO_LONG`, with the commands that do it in git. */
export function requireClean(
  combined: Combined,
  expected: string,
  facts: Readonly<Record<string, unknown>> & { readonly commands: readonly string[] },
): asserts combined is Clean {
  if (combined.kind === 'clean') return
  const { kind, paths } = combined
  if (kind === 'conflict')
    throw new PolicyError('MERGE_CONFLICT', `expected ${expected}`, { ...facts, paths })
  throw new PolicyError(
    'MERGE_TOO_LONG',
    `expected files of at most ${mostMergedLines} lines on either side; git itself merges longer ones`,
    { ...facts, paths },
  )
}
