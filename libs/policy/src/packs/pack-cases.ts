import { parse } from 'csv-parse/sync'
import { meaningOfWord } from '../label-meaning.js'
import type { Outcome } from '../output-contract.js'
import type { PolicyManifest } from '../policy-manifest.js'

/** Names of columns, lower case, the most telling first. */
const contentColumns = ['content', 'text', 'prompt', 'message', 'input', 'post', 'item', 'example']
const labelColumns = [
  ...['label', 'expected_label', 'expected', 'answer', 'verdict', 'outcome', 'classification'],
  ...['violation', 'violates', 'violating', 'is_violating', 'ground_truth', 'gold', 'target'],
]
const codeColumns = ['code', 'codes', 'rule', 'rules', 'rule_id', 'rule_ids', 'policy_category']
const noteColumns = ['note', 'notes', 'explanation', 'rationale', 'reason', 'comment']
const codeLikeColumns = ['category', 'subcategory']

const mostCases = 20_000
const longestContent = 100_000

export interface CasesReading {
  /** One JSON object a line, as `cases.jsonl` has it. */
  readonly jsonl: string
  readonly count: number
  /** Rows that could not be read, by line of the table. */
  readonly problems: readonly { readonly line: number; readonly message: string }[]
}

type Known = Pick<PolicyManifest, 'labels' | 'rules'>

/** Test cases of a table with a head. Labels may be words of the policy, 1 and 0, or codes of its rules. */
export function casesOfCsv(csv: string, policy: Known): CasesReading {
  let rows: string[][]
  try {
    rows = parse(csv, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: mostCases + 2,
    })
  } catch (error) {
    const message = `expected a table: ${error instanceof Error ? error.message : 'unreadable'}`
    return { jsonl: '', count: 0, problems: [{ line: 1, message }] }
  }
  const [head = [], ...all] = rows
  const body = all.slice(0, mostCases)
  const columns = head.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
  const at = (names: readonly string[]) =>
    names.map((name) => columns.indexOf(name)).find((n) => n >= 0) ?? -1
  const place = {
    content: at(contentColumns),
    label: at(labelColumns),
    code: at([...codeColumns, ...codeLikeColumns]),
    note: at(noteColumns),
  }
  if (place.content < 0 || (place.label < 0 && place.code < 0)) {
    // A table without a head begins with content, which is nobody's to repeat.
    const message = `expected columns for content and label, saw ${columns.length} others`
    return { jsonl: '', count: 0, problems: [{ line: 1, message }] }
  }
  const lines: string[] = []
  const problems: { line: number; message: string }[] = []
  body.forEach((row, index) => {
    const cell = (column: number) => (column < 0 ? '' : (row[column] ?? '').trim())
    const content = place.content < 0 ? '' : (row[place.content] ?? '')
    const read = readLabel(cell(place.label), cell(place.code), policy)
    if (content.trim() === '' || content.length > longestContent)
      problems.push({ line: index + 2, message: 'expected content of 1 to 100,000 characters' })
    else if (typeof read === 'string') problems.push({ line: index + 2, message: read })
    else lines.push(JSON.stringify({ content, ...read, note: cell(place.note) || null }))
  })
  if (all.length > body.length)
    problems.unshift({ line: mostCases + 2, message: `expected at most ${mostCases} rows` })
  return { jsonl: lines.map((line) => `${line}\n`).join(''), count: lines.length, problems }
}

function readLabel(
  said: string,
  codes: string,
  { labels, rules }: Known,
): { label: string; rules: readonly string[] } | string {
  const byCode = new Map(rules.map((rule) => [rule.code.toLowerCase(), rule]))
  const named = `${codes} ${said}`
    .split(/[\s,;|]+/)
    .flatMap((word) => byCode.get(word.toLowerCase()) ?? [])
  const cited = [...new Set(named.map(({ code }) => code))]
  const own = labels.find(({ label }) => label.toLowerCase() === said.toLowerCase())
  if (own) return { label: own.label, rules: cited }
  const outcome = outcomeOf(said) ?? outcomeOfRules(named.map((rule) => rule.outcome))
  if (!outcome) return 'expected a label of the policy, 1 or 0, or a code of a rule'
  const meant = labels.find((each) => each.outcome === outcome)
  if (meant) return { label: meant.label, rules: cited }
  return labels.length === 0
    ? { label: outcome === 'violates' ? '1' : '0', rules: cited }
    : `the policy has no label that means ${outcome}`
}

function outcomeOf(said: string): Outcome | null {
  if (/^(?:1|true|yes|y|positive)$/i.test(said)) return 'violates'
  if (/^(?:0|false|no|n|negative)$/i.test(said)) return 'allowed'
  return meaningOfWord(said) ?? null
}

const outcomeOfRules = (found: readonly Outcome[]): Outcome | null =>
  found.includes('violates') ? 'violates' : (found[0] ?? null)
