import { expect, test } from '@jest/globals'
import { inferContract } from './infer-contract.js'

/** How policies ask for an answer, and what each of the answers means. */
const asked: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['Answer SAFE or UNSAFE.', { SAFE: 'allowed', UNSAFE: 'violates' }],
  [
    'Does it break a rule? Answer **yes** or **no**, nothing else.',
    { yes: 'violates', no: 'allowed' },
  ],
  [
    'Does the post violate the policy? Reply with Yes or No only.',
    { Yes: 'violates', No: 'allowed' },
  ],
  ['Is this content allowed? Answer yes/no.', { yes: 'allowed', no: 'violates' }],
  [
    'Answer "yes" if the post is cruel, "no" otherwise. The rules prohibit cruelty.',
    { yes: 'violates', no: 'allowed' },
  ],
  [
    'Respond with "Y" if the content violates any rule and "N" if it does not.',
    { Y: 'violates', N: 'allowed' },
  ],
  ['Output 1 if any rule is violated, else 0.', { 1: 'violates', 0: 'allowed' }],
  ['Output format: 0/1 (1 = violating)', { 1: 'violates', 0: 'allowed' }],
  [
    'Return TRUE when the message breaks the rules, FALSE otherwise.',
    { TRUE: 'violates', FALSE: 'allowed' },
  ],
  ['Label: VIOLATION / NO_VIOLATION', { VIOLATION: 'violates', NO_VIOLATION: 'allowed' }],
  [
    'Classify as: VIOLATES or DOES_NOT_VIOLATE',
    { VIOLATES: 'violates', DOES_NOT_VIOLATE: 'allowed' },
  ],
  [
    'Your verdict must be one of:\n- ALLOWED\n- NOT ALLOWED',
    { ALLOWED: 'allowed', 'NOT ALLOWED': 'violates' },
  ],
  [
    'Choose one label.\n\nACCEPT — nothing wrong\nREJECT — a rule is broken',
    { ACCEPT: 'allowed', REJECT: 'violates' },
  ],
  [
    'Return one word: compliant / non-compliant.',
    { compliant: 'allowed', 'non-compliant': 'violates' },
  ],
  ['Final answer on the last line: PASS or FAIL.', { PASS: 'allowed', FAIL: 'violates' }],
  [
    'Answer with "infringing" or "not infringing".',
    { infringing: 'violates', 'not infringing': 'allowed' },
  ],
  ['Respond with exactly one of: TOXIC, NOT_TOXIC', { TOXIC: 'violates', NOT_TOXIC: 'allowed' }],
  ['Antworte mit ZULÄSSIG oder UNZULÄSSIG.', { ZULÄSSIG: 'allowed', UNZULÄSSIG: 'violates' }],
  ['Responde solo con VALIDO o INVALIDO.', { VALIDO: 'allowed', INVALIDO: 'violates' }],
  ['Répondez par AUTORISÉ ou INTERDIT.', { AUTORISÉ: 'allowed', INTERDIT: 'violates' }],
  ['Responda apenas SEGURO ou INSEGURO.', { SEGURO: 'allowed', INSEGURO: 'violates' }],
  ['Antworte nur mit JA (Verstoß) oder NEIN (kein Verstoß).', { JA: 'violates', NEIN: 'allowed' }],
  [
    'Output format\nCategory: <code>\nUse D0 if no category applies.\n\nD0 - No infringement (allowed)\nD1 - Counterfeit (violates)\nD2 - Piracy (violates)',
    { D0: 'allowed', D1: 'violates', D2: 'violates' },
  ],
  [
    'Answer with the code only.\n\nM0 Allowed: nothing below\nM1 Violation: cures\nM2 Violation: doses',
    { M0: 'allowed', M1: 'violates', M2: 'violates' },
  ],
  [
    'Reply with one JSON object: {"decision": "remove" or "keep", "paragraph": "§ 1"}',
    { remove: 'violates', keep: 'allowed' },
  ],
  ['Return JSON: {"is_violation": true/false, "rule": "R1"}', { 1: 'violates', 0: 'allowed' }],
  ['Return JSON: {"allowed": true|false, "why": "..."}', { 1: 'allowed', 0: 'violates' }],
  [
    'Respond in JSON with keys "flag" (boolean, true if violating) and "code".\n{"flag": true, "code": "C1"}',
    { 1: 'violates', 0: 'allowed' },
  ],
  [
    'Respond with JSON {"verdict": "OK" | "NOT_OK", "clause": "4.2"}',
    { OK: 'allowed', NOT_OK: 'violates' },
  ],
  [
    'Respond with JSON {"compliance": "compliant" | "non_compliant"}',
    { compliant: 'allowed', non_compliant: 'violates' },
  ],
  [
    'Output JSON: {"status": "approved" or "rejected", "section": "2.1"}',
    { approved: 'allowed', rejected: 'violates' },
  ],
  [
    'Output JSON: {"answer": "yes"|"no"} where yes means the content violates the policy.',
    { yes: 'violates', no: 'allowed' },
  ],
  ['Output YAML:\nverdict: ALLOW | REMOVE\nrule: R1..R7', { ALLOW: 'allowed', REMOVE: 'violates' }],
  [
    'Give your answer inside <verdict></verdict> tags: <verdict>SAFE</verdict> or <verdict>UNSAFE</verdict>',
    { SAFE: 'allowed', UNSAFE: 'violates' },
  ],
  [
    'Write a report:\nSummary: one line\nDecision: APPROVE / REMOVE / ESCALATE\nRule: code',
    { APPROVE: 'allowed', REMOVE: 'violates', ESCALATE: 'undetermined' },
  ],
  [
    'Reply with GREEN (ok), AMBER (needs review) or RED (violation).',
    { GREEN: 'allowed', AMBER: 'undetermined', RED: 'violates' },
  ],
  [
    'Rate the content: "harmful", "borderline" or "harmless".',
    { harmful: 'violates', borderline: 'undetermined', harmless: 'allowed' },
  ],
  [
    'Answer either "Violates policy" or "Does not violate policy".',
    { 'Violates policy': 'violates', 'Does not violate policy': 'allowed' },
  ],
  [
    'Answer A or B.\nA: the content is within the rules\nB: the content breaks a rule',
    { A: 'allowed', B: 'violates' },
  ],
  [
    'Reply with the severity only: S0, S1, S2 or S3.\n\nS0 and S1 stay up. S2 and above are taken down.\n\n**S0 – None.** Talk.\n**S1 – Mention.** A name.\n**S2 – Offer.** A price.\n**S3 – Trade.** Both.',
    { S0: 'allowed', S1: 'allowed', S2: 'violates', S3: 'violates' },
  ],
  [
    'Give one level as "Level: <n>".\nLevel 0 – civil\nLevel 1 – rude\nLevel 2 – abusive\nLevels 0 and 1 are acceptable. Level 2 is a violation.',
    {
      'Level 0': 'allowed',
      'Level: 0': 'allowed',
      'Level 1': 'allowed',
      'Level: 1': 'allowed',
      'Level 2': 'violates',
      'Level: 2': 'violates',
    },
  ],
  [
    'Answer `Tier N`.\n\n| Tier | What we do |\n|---|---|\n| Tier 0 (fine) | keep |\n| Tier 1 (watch) | keep, add a note |\n| Tier 2 (limit) | violates |',
    {
      'Tier 0 (fine)': 'allowed',
      'Tier 0': 'allowed',
      'Tier 1 (watch)': 'allowed',
      'Tier 1': 'allowed',
      'Tier 2 (limit)': 'violates',
      'Tier 2': 'violates',
    },
  ],
  [
    '次のいずれか一つだけを出力してください：【違反】または【許可】',
    { '【違反】': 'violates', 違反: 'violates', '【許可】': 'allowed', 許可: 'allowed' },
  ],
  ['只输出“违规”或“合规”。', { 违规: 'violates', 合规: 'allowed' }],
  ['Write "ACTION: keep" or "ACTION: remove".', { keep: 'allowed', remove: 'violates' }],
]

test('grades of which the text tells not what they lead to are no labels', () => {
  const text = 'Rate it S0, S1 or S2.\nS0 – quiet\nS1 – noisy\nS2 – very noisy'
  expect(inferContract(text).labels).toEqual([])
})

test.each(asked)('%s', (text, outcomes) => {
  const { labels } = inferContract(text)
  expect(Object.fromEntries(labels.map(({ label, outcome }) => [label, outcome]))).toEqual(outcomes)
})

test('prose without an answer asked for has no labels', () => {
  const text = 'Be kind (always). A or B is fine, and "yes" is a word. No spam, no scams.'
  expect(inferContract(text).labels).toEqual([])
})

test('an answer that is asked for with a name in front is not a fault of form with it', () => {
  const text =
    'Category: <code>\nNothing else.\nD0 - No infringement (allowed)\nD1 - Piracy (violates)'
  expect(inferContract(text)).toMatchObject({ kind: 'custom', strict: false })
})

test('time grows with the length of a text, not with its square', () => {
  const startedAt = performance.now()
  inferContract(`Answer yes or no. ${'A (b) "c or d" YES o '.repeat(5_000)}`)
  expect(performance.now() - startedAt).toBeLessThan(3_000)
})
