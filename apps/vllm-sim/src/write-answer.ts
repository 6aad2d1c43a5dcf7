import type { Judgement } from './judge.js'
import type { ReadPolicy, Side } from './policy/read-policy.js'
import { labelOf } from './write-trace.js'

/** The final text in the form the policy asks for. */
export function writeAnswer(policy: ReadPolicy, judgement: Judgement): string {
  const code = judgement.decisive?.code ?? null
  switch (policy.contract.form) {
    case 'word':
      return labelOf(policy, judgement.outcome)
    case 'json':
      return jsonAnswer(policy, judgement, code)
    case 'dual-codes':
      return dualCodes(policy, judgement.outcome)
    case 'report':
      return report(judgement, code)
  }
}

function jsonAnswer({ contract }: ReadPolicy, judgement: Judgement, code: string | null): string {
  const violates = judgement.outcome === 'violates'
  const values: Readonly<Record<string, unknown>> = {
    violation: violates ? 1 : 0,
    policy_category: violates ? code : null,
    category: violates ? code : null,
    rule_ids: violates && code ? [code] : [],
    rules: violates && code ? [code] : [],
    confidence: judgement.margin > 0.6 ? 'high' : judgement.margin > 0.2 ? 'medium' : 'low',
    rationale: rationale(judgement, code),
    reason: rationale(judgement, code),
  }
  return JSON.stringify(Object.fromEntries(contract.keys.map((key) => [key, values[key]])))
}

function rationale({ outcome }: Judgement, code: string | null): string {
  if (outcome === 'violates')
    return code ? `The text meets ${code}.` : 'The text meets a violating rule.'
  return code ? `The text falls under ${code}.` : 'No violating rule is met.'
}

/** One depiction and one request code, each from the policy's own list. */
function dualCodes({ codes }: ReadPolicy, outcome: Side): string {
  const ranked = (mark: 'D' | 'R'): readonly string[] =>
    codes.filter((code) => code.startsWith(`${mark}-`)).sort()
  const at = outcome === 'violates' ? -1 : 0
  return `${ranked('D').at(at) ?? 'D-0'}, ${ranked('R').at(at) ?? 'R-0'}`
}

const report = ({ outcome }: Judgement, code: string | null): string =>
  [
    '**Policy report**',
    `Finding: ${outcome === 'violates' ? 'a violation' : 'no violation'}`,
    `Rule: ${code ?? 'none'}`,
  ].join('\n')
