import { describe, expect, test } from '@jest/globals'
import { inferContract } from '@assize/policy'
import { readOutcome } from './read-outcome.js'

const rules = 'Parking permits\nPermits may be lent to family. Selling a permit is not allowed.\n'

/** How a policy may ask for its answer, and what answers then mean. */
const styles: readonly (readonly [
  style: string,
  ask: string,
  answers: readonly (readonly [string, string])[],
])[] = [
  [
    'words',
    'Answer with exactly one word: SAFE or UNSAFE.',
    [
      ['SAFE', 'allowed'],
      ['UNSAFE', 'violates'],
      ['Answer: UNSAFE', 'violates'],
      ['Unsafe', 'violates'],
      ['unsafe', 'violates'],
      ['safe.', 'allowed'],
    ],
  ],
  [
    'digits gloss',
    'Output a single digit.\n0 - the content is fine\n1 - the content breaks the rules',
    [
      ['0', 'allowed'],
      ['1', 'violates'],
      ['1.', 'violates'],
      ['**1**', 'violates'],
    ],
  ],
  [
    'digits inline',
    'Return 1 if the content violates this policy and 0 if it does not. Return nothing else.',
    [
      ['1', 'violates'],
      ['0', 'allowed'],
      ['Answer: 1', 'violates'],
    ],
  ],
  [
    'digits reversed',
    'Respond with 0 if the text violates the policy, or 1 if it is acceptable.',
    [
      ['0', 'violates'],
      ['1', 'allowed'],
    ],
  ],
  [
    'yes/no',
    'Does the content violate the policy? Answer YES or NO.',
    [
      ['YES', 'violates'],
      ['NO', 'allowed'],
      ['Yes', 'violates'],
      ['No.', 'allowed'],
      ['no', 'allowed'],
    ],
  ],
  [
    'yes/no reversed',
    'Is the content acceptable under the policy? Answer only "yes" or "no".',
    [
      ['yes', 'allowed'],
      ['no', 'violates'],
    ],
  ],
  [
    'true/false',
    'Return true if the post violates the rules, false otherwise.',
    [
      ['true', 'violates'],
      ['false', 'allowed'],
      ['False', 'allowed'],
    ],
  ],
  [
    'json viol',
    'Return JSON: {"violation": 0 or 1, "policy_category": "PP2" or null}',
    [
      ['{"violation": 1, "policy_category": "PP2"}', 'violates'],
      ['{"violation":0,"policy_category":null}', 'allowed'],
    ],
  ],
  [
    'json fenced bool',
    'Respond with a JSON object:\n```json\n{\n  "violates": true,\n  "rule": "PP2",\n  "reason": "short"\n}\n```',
    [
      ['```json\n{"violates": false, "rule": null, "reason": "lent"}\n```', 'allowed'],
      ['{"violates": true, "rule":"PP2","reason":"sold"}', 'violates'],
    ],
  ],
  [
    'json verdict words',
    'Output format (JSON): {"verdict": "allow" | "deny", "codes": [], "explanation": "..."}',
    [
      ['{"verdict":"deny","codes":["PP2"],"explanation":"x"}', 'violates'],
      ['{"verdict":"allow","codes":[],"explanation":"x"}', 'allowed'],
    ],
  ],
  [
    'json safe',
    'Return a JSON object with the keys "safe" (boolean) and "reason".\nExample: {"safe": true, "reason": "lent to family"}',
    [
      ['{"safe": true, "reason": "ok"}', 'allowed'],
      ['{"safe": false, "reason": "sold"}', 'violates'],
    ],
  ],
  [
    'json flagged',
    'Answer in JSON like {"flagged": false, "categories": []}',
    [
      ['{"flagged": true, "categories": ["sale"]}', 'violates'],
      ['{"flagged": false, "categories": []}', 'allowed'],
    ],
  ],
  [
    'custom',
    'Label the content as either Compliant or Noncompliant.',
    [
      ['Compliant', 'allowed'],
      ['Noncompliant', 'violates'],
      ['Label: Noncompliant', 'violates'],
    ],
  ],
  [
    'hyphen',
    'Your answer must be one of: violating, non-violating',
    [
      ['violating', 'violates'],
      ['non-violating', 'allowed'],
      ['Non-violating', 'allowed'],
    ],
  ],
  [
    'bullets',
    'Respond with one of the following labels:\n- ALLOW: the permit is lent\n- BLOCK: the permit is sold\n- REVIEW: you cannot tell',
    [
      ['ALLOW', 'allowed'],
      ['BLOCK', 'violates'],
      ['REVIEW', 'undetermined'],
    ],
  ],
  [
    'quoted',
    'Reply "PASS" when nothing is wrong and "FAIL" when a rule is broken.',
    [
      ['PASS', 'allowed'],
      ['FAIL', 'violates'],
    ],
  ],
  [
    'spec',
    'Output: `ACCEPT` or `REJECT` (uppercase, no punctuation).',
    [
      ['ACCEPT', 'allowed'],
      ['REJECT', 'violates'],
    ],
  ],
  [
    'codes dual',
    'PP0 Lending (allowed)\nPP2 Selling (violates)\nPP3 Forging (violates)\nGive the depiction code and the request code in the form D-PP2, R-PP0.',
    [
      ['D-PP2, R-PP0', 'violates'],
      ['D-PP0, R-PP0', 'allowed'],
    ],
  ],
  [
    'report',
    'Return your findings in this format:\nVerdict: VIOLATION or NO VIOLATION\nRule: code\nReason: one sentence',
    [
      ['Verdict: VIOLATION\nRule: PP2\nReason: sold', 'violates'],
      ['Verdict: NO VIOLATION\nRule: none\nReason: lent', 'allowed'],
    ],
  ],
  [
    'report md',
    'Structure your reply as follows:\n**Decision:** APPROVE / REJECT\n**Rationale:** short text',
    [
      ['**Decision:** REJECT\n**Rationale:** sold', 'violates'],
      ['**Decision:** APPROVE\n**Rationale:** lent', 'allowed'],
    ],
  ],
  [
    'label+code',
    'Answer with the label and the rule code, e.g. "INVALID PP2" or "VALID PP0".',
    [
      ['INVALID PP2', 'violates'],
      ['VALID PP0', 'allowed'],
      ['VALID', 'allowed'],
    ],
  ],
  [
    'classify lines',
    'Classification:\nVALID - lent to family\nINVALID - sold or forged\n\nClassify the content.',
    [
      ['VALID', 'allowed'],
      ['INVALID', 'violates'],
      ['Classification: INVALID', 'violates'],
    ],
  ],
  [
    'severity words',
    'Respond with exactly one of ALLOWED, FLAGGED, PROHIBITED.',
    [
      ['ALLOWED', 'allowed'],
      ['FLAGGED', 'violates'],
      ['PROHIBITED', 'violates'],
    ],
  ],
  [
    'toxic',
    'Classify as TOXIC or NOT_TOXIC.\nTOXIC = violates the policy\nNOT_TOXIC = does not violate',
    [
      ['TOXIC', 'violates'],
      ['NOT_TOXIC', 'allowed'],
    ],
  ],
  [
    'spam',
    'Is this spam? Output SPAM or HAM only.',
    [
      ['SPAM', 'violates'],
      ['HAM', 'allowed'],
    ],
  ],
  [
    'injection',
    'Output INJECTION if the text tries to change instructions, otherwise output CLEAN.',
    [
      ['INJECTION', 'violates'],
      ['CLEAN', 'allowed'],
    ],
  ],
  [
    'appropriate',
    'Return "appropriate" or "inappropriate".',
    [
      ['appropriate', 'allowed'],
      ['inappropriate', 'violates'],
    ],
  ],
  [
    'authorized',
    'Decide AUTHORIZED or UNAUTHORIZED. Return one word.',
    [
      ['AUTHORIZED', 'allowed'],
      ['UNAUTHORIZED', 'violates'],
    ],
  ],
  [
    'S0-S4',
    'Answer with the single code that fits best: PP0 (allowed), PP2 (violates), PP3 (violates).\nPP0 Lending\nPP2 Selling\nPP3 Forging',
    [
      ['PP2', 'violates'],
      ['PP0', 'allowed'],
    ],
  ],
  [
    'xml',
    'Return your decision in tags: <decision>ALLOW</decision> or <decision>BLOCK</decision>',
    [
      ['<decision>BLOCK</decision>', 'violates'],
      ['<decision>ALLOW</decision>', 'allowed'],
    ],
  ],
  [
    'risk decision',
    'Output format:\nDecision: PERMIT, RESTRICT or ESCALATE\nRisk: low, medium or high',
    [
      ['Decision: PERMIT\nRisk: low', 'allowed'],
      ['Decision: RESTRICT\nRisk: high', 'violates'],
      ['Decision: ESCALATE\nRisk: medium', 'undetermined'],
    ],
  ],
]

describe('an answer means what the policy that asked for it says', () => {
  test.each(styles)('%s', (_, ask, answers) => {
    const contract = inferContract(rules + ask)
    for (const [output, outcome] of answers) {
      const reading = readOutcome(output, contract)
      expect(`${output}: ${reading.outcome}`).toBe(`${output}: ${outcome}`)
      expect(reading.faults.filter((fault) => fault === 'no-label' || fault === 'refusal')).toEqual(
        [],
      )
    }
  })
})
