import { canonicalJson, sha256Hex } from '@assize/kernel'
import { parseContent, type Content } from '@assize/content'
import {
  outcomeOfLabel,
  outcomeOfRule,
  parsePolicyCases,
  type Outcome,
  type OutputContract,
  type PolicyCase,
} from '@assize/policy'
import { EvaluationError } from './evaluation-error.js'

export const testLimits = {
  /** Beyond this a policy is measured over a data set, not tested. */
  cases: 500,
  repeats: 10,
  /** Runs of one policy under way at once, those that changes ask for apart. */
  runsOfPolicy: 2,
} as const

/** A test case of a policy, fit to be judged. */
export interface TestedCase {
  /** Its place among the cases of the policy, from 0. */
  readonly index: number
  readonly case: PolicyCase
  readonly content: Content
  /** What its label means. */
  readonly expected: Outcome
}

/** What a policy's test cases are read from. */
export interface TestedFiles {
  readonly cases: string | null
  readonly contract: OutputContract
}

/** Throws `NO_CASES`, `TOO_MANY_CASES`, `CASE_UNFIT`, and as `parsePolicyCases`. */
export function readTestedCases({ cases, contract }: TestedFiles): readonly TestedCase[] {
  const parsed = parsePolicyCases(cases ?? '', contract.labels)
  if (parsed.length === 0)
    throw new EvaluationError('NO_CASES', 'expected test cases in cases.jsonl, saw none')
  if (parsed.length > testLimits.cases)
    throw new EvaluationError(
      'TOO_MANY_CASES',
      `expected at most ${testLimits.cases} test cases, saw ${parsed.length}`,
      { cases: parsed.length, most: testLimits.cases },
    )
  return parsed.map((each, index) => toTested(each, index, contract))
}

/** Of everything that a run is about: equal digests are equal cases in an equal order. */
export const casesDigest = (cases: readonly TestedCase[]): string =>
  sha256Hex(canonicalJson(cases.map((each) => each.case)))

function toTested(each: PolicyCase, index: number, contract: OutputContract): TestedCase {
  const expected = outcomeOfLabel(contract, each.label) ?? outcomeOfCodes(each, contract)
  if (expected === undefined)
    throw unfit(index, 'expected a label, or rules, whose outcome the policy states')
  return { index, case: each, content: contentOf(each, index), expected }
}

/** Where labels are made up as they come, as in codes alone, the rules say what is expected. */
function outcomeOfCodes({ rules }: PolicyCase, contract: OutputContract): Outcome | undefined {
  const outcomes = rules.map((code) => outcomeOfRule(contract, code))
  return outcomes.includes('violates') ? 'violates' : outcomes[0]
}

function contentOf({ content }: PolicyCase, index: number): Content {
  try {
    return parseContent(typeof content === 'string' ? { text: content } : content)
  } catch (cause) {
    throw unfit(index, (cause as Error).message, { cause })
  }
}

const unfit = (index: number, message: string, options?: ErrorOptions) =>
  new EvaluationError('CASE_UNFIT', `case ${index + 1}: ${message}`, { index }, options)
