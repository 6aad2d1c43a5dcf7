import { describe, expect, test } from '@jest/globals'
import { applyFix } from './apply-fixes.js'
import { lintFiles } from './lint-policy.js'
import type { LintRemark } from './lint-remark.js'
import { lintRules } from './lint-rules.js'
import { parsePolicyManifest } from '../policy-manifest.js'
import { pairs, type Draft } from '../fixtures/lint-pairs.js'
import { soundCases, soundManifest, soundText } from '../fixtures/sound-policy.js'

const lint = (draft: Draft): LintRemark[] =>
  lintFiles(
    {
      text: draft.text ?? soundText,
      manifestYaml: draft.manifest ?? soundManifest,
      cases: draft.cases ?? soundCases,
    },
    {
      tokens: draft.tokens ?? 500,
      ...(draft.policy === undefined ? {} : { policy: draft.policy }),
      history: (draft.earlier ?? []).map((yaml, index) => ({
        sequence: index + 1,
        manifest: parsePolicyManifest(yaml),
      })),
    },
  )

test('the policy the others vary has nothing to remark', () => {
  expect(lint({ policy: 'touting' })).toEqual([])
})

describe.each(lintRules.map(({ code }) => code))('%s', (code) => {
  const { finds, leaves } = pairs[code]
  const of = (draft: Draft): LintRemark[] => lint(draft).filter((remark) => remark.code === code)

  test.each(finds.map(([draft, count = 1]) => [draft, count] as const))(
    'finds %j',
    (draft, count) => {
      const remarks = of(draft)
      expect(remarks).toHaveLength(count)
      for (const { message, severity } of remarks) {
        expect(message).toMatch(/^\S.*\S$/)
        expect(severity).toBe(lintRules.find((each) => each.code === code)?.severity)
      }
    },
  )

  test.each(leaves.map((draft) => [draft]))('leaves %j', (draft) => {
    expect(of(draft)).toEqual([])
  })

  test('what mends it makes no error, and its remark goes', () => {
    for (const [draft] of finds) {
      const texts = {
        text: draft.text ?? soundText,
        manifest: draft.manifest ?? soundManifest,
        cases: draft.cases ?? soundCases,
      }
      for (const remark of of(draft))
        for (const fix of remark.fixes) {
          const after = lint({ ...draft, ...applyFix(texts, fix) })
          const errors = (remarks: readonly LintRemark[]) =>
            remarks.filter(({ severity }) => severity === 'error').length
          expect(after.filter((each) => each.code === code).length).toBeLessThan(of(draft).length)
          expect(errors(after)).toBeLessThanOrEqual(errors(lint(draft)))
        }
    }
  })
})
