import { mostFaultyLines, readPolicyCase, type PolicyCase } from '../policy-cases.js'
import { diffTexts, type DiffLine } from '../policy-diff.js'
import { readPolicyManifest, type RuleEntry } from '../policy-manifest.js'
import { diffRules, wordRules, type RuleChange, type WordedRule } from '../rule-diff.js'
import { locateRules } from '../rule-passages.js'
import { fileNames, type PolicyFiles } from '../policy-bundle.js'

/** One file on both sides of a change; null where a side has none. */
export interface FilePair {
  readonly path: string
  readonly base: string | null
  readonly head: string | null
}

export interface FileDiff {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly lines: readonly DiffLine[]
  /** It has more lines than are told one by one, and then none is. */
  readonly cut: boolean
  /** Lines; of a file that is cut all those of each side. */
  readonly added: number
  readonly removed: number
}

/** A test case that came, went, or is to come out otherwise; told by its place among the lines. */
export interface ExampleChange {
  readonly kind: 'added' | 'removed' | 'changed'
  /** From 1, on the side that has it; the head where both have. */
  readonly line: number
  readonly labelBefore: string | null
  readonly labelAfter: string | null
  readonly rules: readonly string[]
}

export interface PolicyDiff {
  readonly policy: string
  readonly files: readonly FileDiff[]
  readonly rules: readonly RuleChange[]
  readonly examples: readonly ExampleChange[]
}

/** Of one change: a text of a million lines costs its author next to nothing, and whoever looks at it much. */
export const mostDiffLines = 50_000

export function diffFile({ path, base, head }: FilePair, mostLines = mostDiffLines): FileDiff {
  const kind = base === null ? 'added' : head === null ? 'removed' : 'changed'
  const [removed, added] = [linesIn(base), linesIn(head)]
  if (removed + added > mostLines) return { path, kind, lines: [], cut: true, added, removed }
  const all = diffTexts(base ?? '', head ?? '')
  // A side that is not there has no line, where an empty text has one that is empty.
  const lines = all.filter((line) => {
    if (base === null && line.kind === 'removed') return false
    return !(head === null && line.kind === 'added')
  })
  const count = (of: DiffLine['kind']) => lines.filter((line) => line.kind === of).length
  return { path, kind, lines, cut: false, added: count('added'), removed: count('removed') }
}

function linesIn(text: string | null): number {
  let lines = text === null ? 0 : 1
  for (let at = text?.indexOf('\n') ?? -1; at >= 0; at = text?.indexOf('\n', at + 1) ?? -1) lines++
  return lines
}

type Sides = Partial<Record<keyof PolicyFiles, string | null>>

/** What a change does to one policy: its files, its rules, its examples. Broken manifests have no rules. */
export function diffPolicy(
  policy: string,
  base: Sides,
  head: Sides,
  mostLines = mostDiffLines,
): PolicyDiff {
  let left = mostLines
  const files = Object.entries(fileNames).flatMap(([part, name]) => {
    const pair = {
      path: `policies/${policy}/${name}`,
      base: base[part as keyof PolicyFiles] ?? null,
      head: head[part as keyof PolicyFiles] ?? null,
    }
    if (pair.base === pair.head) return []
    const file = diffFile(pair, left)
    left -= file.lines.length
    return [file]
  })
  return {
    policy,
    files,
    rules: diffRules(wordedRulesOf(base), wordedRulesOf(head)),
    examples: diffExamples(base.cases ?? '', head.cases ?? ''),
  }
}

export function wordedRulesOf({ text, manifestYaml }: Sides): WordedRule[] {
  const words = text ?? ''
  return wordRules(words, locateRules(words, rulesOf(manifestYaml ?? '')))
}

function rulesOf(manifestYaml: string): readonly RuleEntry[] {
  const reading = readPolicyManifest(manifestYaml)
  return reading.kind === 'manifest' ? reading.manifest.rules : []
}

interface Placed {
  readonly line: number
  readonly each: PolicyCase
}

/** By content: equal contents are one example; of several the last counts. */
export function diffExamples(base: string, head: string): ExampleChange[] {
  const before = examplesOf(base)
  const after = examplesOf(head)
  const changes: ExampleChange[] = []
  for (const [content, { line, each }] of after) {
    const was = before.get(content)?.each
    if (was && expectationOf(was) === expectationOf(each)) continue
    changes.push({
      kind: was ? 'changed' : 'added',
      ...{ line, labelBefore: was?.label ?? null, labelAfter: each.label, rules: each.rules },
    })
  }
  for (const [content, { line, each }] of before)
    if (!after.has(content))
      changes.push({
        ...{ kind: 'removed', line, labelBefore: each.label, labelAfter: null, rules: each.rules },
      })
  return changes
}

const expectationOf = ({ label, rules, pair, swap }: PolicyCase): string =>
  JSON.stringify([label, rules, pair, swap])

function examplesOf(jsonl: string): ReadonlyMap<string, Placed> {
  const examples = new Map<string, Placed>()
  let faulty = 0
  for (const [index, text] of jsonl.split('\n').entries()) {
    if (text === '') continue
    const each = readCase(text)
    if (each) examples.set(JSON.stringify(each.content), { line: index + 1, each })
    else if (++faulty >= mostFaultyLines) break
  }
  return examples
}

/** A line that is no case is nobody's example: lint tells of it. */
function readCase(text: string): PolicyCase | null {
  const read = readPolicyCase(text)
  return typeof read === 'string' ? null : read
}
