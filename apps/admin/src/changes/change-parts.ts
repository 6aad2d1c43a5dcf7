import { fileNamed } from './diff-sides.js'
import type { ChangeDetail, FileDiff, PolicyDiff } from './documents.js'

/** One way to look at what a change does. */
export type Part =
  | { readonly kind: 'file'; readonly file: FileDiff }
  | { readonly kind: 'rules' | 'examples'; readonly diff: PolicyDiff }
  | { readonly kind: 'commits' }

export interface NamedPart {
  /** As it stands in the address. */
  readonly key: string
  readonly words: string
  readonly count: string
  readonly part: Part
}

const counts = ({ added, removed }: FileDiff) => `+${added} −${removed}`

/** What there is to look at of one policy and of the change as a whole; empty files have no part. */
export function partsOf(detail: ChangeDetail, diff: PolicyDiff | undefined): readonly NamedPart[] {
  const parts: NamedPart[] = []
  const file = (key: string, words: string, found: FileDiff | undefined) => {
    if (found) parts.push({ key, words, count: counts(found), part: { kind: 'file', file: found } })
  }
  if (diff) {
    file('text', 'Text', fileNamed(diff, 'policy.md'))
    const { rules, examples } = diff
    const counted = [
      ['rules', 'Rules', rules.length],
      ['examples', 'Examples', examples.length],
    ] as const
    for (const [kind, words, count] of counted)
      parts.push({ key: kind, words, count: String(count), part: { kind, diff } })
    file('manifest', 'policy.yaml', fileNamed(diff, 'policy.yaml'))
    file('cases', 'cases.jsonl', fileNamed(diff, 'cases.jsonl'))
  }
  for (const other of detail.files) file(other.path, other.path, other)
  const commits = String(detail.commits.length)
  return [...parts, { key: 'commits', words: 'Commits', count: commits, part: { kind: 'commits' } }]
}
