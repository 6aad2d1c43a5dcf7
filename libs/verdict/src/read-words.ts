import { listCodeMentions, type ContractLabel, type WordContract } from '@assize/policy'
import { listLabelTokens, type LabelToken } from './label-tokens.js'
import {
  unreadable,
  type OutcomeForm,
  type OutcomeReading,
  type OutputSpan,
  type ReadingFault,
} from './outcome-reading.js'
import { isRefusal } from './refusal.js'

const lead = String.raw`(?:[\p{L}][\p{L} _-]{0,40}(?:\([^()\n]*\))?\s*[:=–—-]+\s*)?`
const answerLine = (label: string) =>
  new RegExp(
    `^[\\s"'“‘*\`(>#-]*${lead}["'“‘*\`(]*${label}["'”’*\`).!]*(?:\\s*\\([^()\\n]*\\))?[\\s.!*]*$`,
    'iu',
  )

/** Reads one of a few words: alone, in a wrapper, or last after a repetition of the prompt. */
export function readWords(
  output: string,
  contract: WordContract,
  repetitions: readonly OutputSpan[],
): OutcomeReading {
  const bare = output.trim()
  const alone = contract.labels.find(({ label }) => label === bare)
  if (alone) {
    const start = output.indexOf(bare)
    return found(output, contract, { label: alone, start, end: start + bare.length }, 'exact', [])
  }
  const loose = readLoosely(output, bare, contract)
  if (loose) return found(output, contract, loose, 'wrapped', contract.strict ? ['not-exact'] : [])
  const tokens = listLabelTokens(output, contract.labels, repetitions)
  const answer = pickAnswer(output, tokens, contract)
  if (answer === 'two-labels' || answer === undefined) return unreadable(answer ?? 'no-label')
  const echoed = repetitions.length > 0 || /^\s*content\b[^\n]{0,20}:/i.test(output)
  const faults: ReadingFault[] = contract.strict ? ['not-exact'] : []
  return found(output, contract, answer, echoed ? 'echoed' : 'wrapped', faults)
}

/** The label and nothing else, but in other letters, marks or a tag (`unsafe.`, `<decision>BLOCK</decision>`). */
function readLoosely(
  output: string,
  bare: string,
  contract: WordContract,
): (OutputSpan & { readonly label: ContractLabel }) | undefined {
  if (bare.length > 200) return undefined
  const core = bare
    .replace(/^(?:<[\w-]{1,30}>\s*)+|(?:\s*<\/[\w-]{1,30}>)+$/g, '')
    .replace(/^["'“‘*`(_]+|["'”’*`)_.!]+$/g, '')
    .trim()
  const label = contract.labels.find((each) => each.label.toLowerCase() === core.toLowerCase())
  if (!label) return undefined
  const start = output.indexOf(core)
  return { label, start, end: start + core.length }
}

/**
 * The label of the last line that is nothing but an answer; else the only label stated. Digits answer only on such
 * a line, for prose is full of them.
 */
function pickAnswer(
  output: string,
  tokens: readonly LabelToken[],
  contract: WordContract,
): LabelToken | 'two-labels' | undefined {
  const last = tokens.at(-1)
  if (!last) return undefined
  const lineStart = output.lastIndexOf('\n', last.start - 1) + 1
  const lineEnd = output.indexOf('\n', last.end)
  const line = output.slice(lineStart, lineEnd < 0 ? output.length : lineEnd)
  const closing = output.slice(lineEnd < 0 ? output.length : lineEnd).trim() === ''
  const escaped = last.label.label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (!last.idle && closing && answerLine(escaped).test(line)) return last
  if (contract.kind === 'binary') return undefined
  const stated = tokens.filter((token) => !token.idle)
  const outcomes = new Set(stated.map((token) => token.label.label))
  if (outcomes.size > 1) return 'two-labels'
  // "I can't call this VALID" answers nothing; a label on a line of its own would.
  if (isRefusal(output)) return undefined
  return stated.at(-1)
}

function found(
  output: string,
  contract: WordContract,
  token: OutputSpan & { readonly label: ContractLabel },
  form: OutcomeForm,
  faults: readonly ReadingFault[],
): OutcomeReading {
  const known = new Set(contract.rules.map((rule) => rule.code))
  const rules = form === 'exact' ? [] : listCodeMentions(output).map((each) => each.code)
  return {
    outcome: token.label.outcome,
    label: token.label.label,
    labelSpan: { start: token.start, end: token.end },
    rules: [...new Set(rules.filter((code) => known.has(code)))],
    form,
    faults,
  }
}
