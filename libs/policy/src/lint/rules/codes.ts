import type { RuleEntry } from '../../policy-manifest.js'
import type { LintFix, Span } from '../lint-remark.js'
import { lintRule, rewrite, safely } from '../lint-rule.js'
import type { LintView } from '../lint-view.js'
import { addToManifest, codeInManifest } from '../manifest-places.js'
import { definitionLine } from '../policy-codes.js'
import { hasToken } from '../tokens-in.js'

export const ruleNotInText = lintRule({
  code: 'rule-not-in-text',
  severity: 'warning',
  what: 'a rule of policy.yaml that the text never names',
  why: 'The model knows the text alone: it can neither apply nor cite the rule.',
  example: '- { code: SP-4.1, title: Raffles, … } — and no SP-4.1 in policy.md',
  *check(view) {
    const { manifest, text, codes, top } = view
    const named = new Set(codes.mentions.map(({ code }) => code))
    for (const rule of manifest?.rules ?? []) {
      if (named.has(rule.code) || hasToken(text, rule.code)) continue
      yield {
        ...(codeInManifest(view, rule.code) ?? top),
        message: `the text never names rule ${rule.code}`,
        rule: rule.code,
        fixes: stated(view, rule),
      }
    }
  },
})

/** A line for the rule at the end of the section of its side. */
function stated({ sections, lines }: LintView, { code, title, outcome }: RuleEntry): LintFix[] {
  const kind = outcome === 'allowed' ? 'safe' : 'violates'
  const section = sections.find((each) => each.kind === kind || each.kind === 'criteria')
  const last = lines.slice(section?.heading, section?.to).findLast(({ text }) => text.trim() !== '')
  if (!section || outcome === 'undetermined' || !last) return []
  const line = `\n- ${code} ${title.replace(/\s+/g, ' ')}: what meets this rule.`
  return [rewrite(`Write ${code} into the text`, { start: last.end, end: last.end }, line)]
}

export const codeNotInManifest = lintRule({
  code: 'code-not-in-manifest',
  severity: 'warning',
  what: 'a rule that the text defines and policy.yaml does not list',
  why: 'Its verdicts have no outcome, severity or ground of their own.',
  example: '- SP-4.1 Raffles: … — and no SP-4.1 in policy.yaml',
  *check(view) {
    const { codes, manifest } = view
    if (!manifest || manifest.rules.length === 0) return
    for (const [code, [first]] of codes.defined)
      if (first && !codes.knows(code))
        yield {
          ...{ start: first.start, end: first.end, rule: code },
          message: `the manifest does not list ${code}`,
          fixes: [...meantFixes(view, code, first), ...addToManifest(view, code, first)],
        }
  },
})

export const unknownCode = lintRule({
  code: 'unknown-code',
  severity: 'warning',
  what: 'a reference to a rule code that does not exist',
  why: 'The model repeats it, and the verdict cites a rule nobody wrote.',
  example: 'Why: SP-9.9, where the rules are SP-1.1 to SP-3.2',
  *check(view) {
    const { codes } = view
    if (codes.known.size < 2) return
    for (const { code, start, end } of codes.mentions)
      if (!codes.knows(code) && !codes.defined.has(code))
        yield {
          ...{ start, end, rule: code },
          message: `${code} is no rule of this policy`,
          fixes: meantFixes(view, code, { start, end }),
        }
  },
})

function meantFixes({ codes }: LintView, code: string, { start, end }: Span): LintFix[] {
  const meant = codes.meant(code)
  if (!meant) return []
  const fix = rewrite(`Write ${meant.code}`, { start, end }, meant.code)
  return [meant.isSure ? safely(fix) : fix]
}

export const duplicateCode = lintRule({
  code: 'duplicate-code',
  severity: 'warning',
  what: 'one code that heads two rules',
  why: 'A verdict that cites it does not say which of the two it means.',
  example: '- SP-1.1 Repeated promotion: … - SP-1.1 Lottery: …',
  *check({ codes, sectionAt, lines }) {
    for (const [code, places] of codes.defined) {
      const stated = places.filter(({ start }) => sides.has(sectionAt(start)?.kind ?? ''))
      const words = new Set<string>()
      for (const [index, place] of stated.entries()) {
        const line = definitionLine(lines, place)
        const title = (lines[place.line]?.text ?? '').slice(
          place.end - (lines[place.line]?.start ?? 0),
        )
        const begins = (title.split(/[:.—–]/, 1)[0] ?? '')
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()
          .slice(0, 40)
          .toLowerCase()
        if (index > 0 && !words.has(begins))
          yield { ...line, rule: code, message: `${code} already heads another rule` }
        words.add(begins)
      }
    }
  },
})

const sides: ReadonlySet<string> = new Set(['violates', 'safe', 'criteria'])

export const ruleOnOtherSide = lintRule({
  code: 'rule-on-other-side',
  severity: 'warning',
  what: 'a rule below a heading of the other side than policy.yaml says',
  why: 'The model believes the heading, the record the manifest.',
  example: '## Safe (VALID) - SP-1.1 … — and outcome: violates in policy.yaml',
  *check(view) {
    for (const { code, outcome } of view.manifest?.rules ?? [])
      for (const { start, end } of view.codes.defined.get(code)?.slice(0, 1) ?? []) {
        const side = view.sectionAt(start)?.side
        if (side && outcome !== 'undetermined' && side !== outcome)
          yield { start, end, rule: code, message: disagreement(code, side, outcome) }
      }
  },
})

const disagreement = (code: string, side: string, outcome: string): string =>
  `${code} stands below a heading that means ${side}, and policy.yaml says ${outcome}`
