import { pairProblems, type PlacedCase } from './case-pairs.js'
import type { ContractLabel } from './output-contract.js'
import type { CaseProblem, CaseTurn, PolicyCase } from './policy-case.js'
import { PolicyError } from './policy-error.js'

export type { CaseProblem, CaseTurn, PolicyCase } from './policy-case.js'

/** Beyond so many lines that are no case nothing further is read: each takes long to be refused by JSON. */
export const mostFaultyLines = 1000

/** Reads `cases.jsonl`. Throws `CASES_REFUSED` with every line that is no case, or whose label the policy has not. */
export function parsePolicyCases(jsonl: string, labels: readonly ContractLabel[]): PolicyCase[] {
  const known = new Set(labels.map(({ label }) => label))
  const cases: PlacedCase[] = []
  const problems: CaseProblem[] = []
  for (const [index, text] of jsonl.split('\n').entries()) {
    if (problems.length >= mostFaultyLines) break
    if (text.trim() === '') continue
    const read = readPolicyCase(text)
    if (typeof read === 'string') problems.push({ line: index + 1, message: read })
    else if (known.size > 0 && !known.has(read.label))
      problems.push({ line: index + 1, message: `expected a label of ${[...known].join(', ')}` })
    else cases.push({ line: index + 1, each: read })
  }
  problems.push(...pairProblems(cases))
  problems.sort((a, b) => a.line - b.line)
  if (problems.length > 0)
    throw new PolicyError(
      'CASES_REFUSED',
      `expected one test case a line, saw ${problems.length} faulty line(s), the first at ${problems[0]?.line}: ${problems[0]?.message}`,
      { problems: problems.slice(0, 50) },
    )
  return cases.map(({ each }) => each)
}

/** One line; what was expected in its place where it is no case. */
export function readPolicyCase(line: string): PolicyCase | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'expected JSON'
  }
  if (!isRecord(value)) return 'expected an object'
  const { content, label, rules = [], note = null } = value
  if (typeof label !== 'string') return 'expected label to be a text'
  if (!Array.isArray(rules) || !rules.every((rule) => typeof rule === 'string'))
    return 'expected rules to be a list of codes'
  if (note !== null && typeof note !== 'string') return 'expected note to be a text'
  const pairing = readPairing(value)
  if (typeof pairing === 'string') return pairing
  if (typeof content === 'string') return { content, label, rules, note, ...pairing }
  const messages = isRecord(content) ? content['messages'] : undefined
  if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isTurn))
    return 'expected content to be a text or {messages}'
  return { content: { messages }, label, rules, note, ...pairing }
}

function readPairing({
  pair,
  swap,
}: Record<string, unknown>): Pick<PolicyCase, 'pair' | 'swap'> | string {
  if (pair === undefined && swap === undefined) return {}
  if (pair === undefined || swap === undefined) return 'expected pair and swap together'
  for (const word of [pair, swap])
    if (typeof word !== 'string' || word.trim() === '' || word.length > 100)
      return 'expected pair and swap to be texts of 1 to 100 characters'
  return { pair: pair as string, swap: swap as string }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTurn = (value: unknown): value is CaseTurn =>
  isRecord(value) && typeof value['role'] === 'string' && typeof value['content'] === 'string'
