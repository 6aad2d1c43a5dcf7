import {
  outcomeOfRule,
  type CodeMention,
  type Outcome,
  type OutputContract,
  type PartMention,
} from '@assize/policy'
import type { Sentence } from './sentences.js'

/** `applied`: the content is put under it; `told`: what the policy says of it; `named`: none of these. */
export type RuleUseKind = 'applied' | 'named' | 'told' | 'asked' | 'supposed' | 'denied'

/** A rule of the policy that the trace names. */
export interface RuleUse {
  readonly code: string
  /** Where the policy does not say what the rule leads to: `undetermined`. */
  readonly outcome: Outcome
  readonly as: RuleUseKind
  /** Of `D-TR0, R-TR2` each alone settles nothing if it allows. */
  readonly isHalf: boolean
  readonly sentence: Sentence
  readonly start: number
  readonly end: number
  /** Sentences after it. */
  readonly after: number
}

const asking = /\?["'”’)\]*]*$/
/** A rule is spoken of near its code; the rest of a long sentence is not looked at. */
const reach = 160
/** A trace names rules a dozen times; of one that does nothing else the end is read. */
const most = 400

interface ReadTrace {
  readonly subject: { readonly trace: string; readonly contract: OutputContract }
  readonly sentences: readonly Sentence[]
  readonly codeMentions: readonly CodeMention[]
}

interface ReadParts {
  readonly subject: { readonly trace: string }
  readonly sentences: readonly Sentence[]
  readonly partMentions: readonly PartMention[]
}

/** Uses of the policy's rules, in order. */
export function listRuleUses({ subject, sentences, codeMentions }: ReadTrace): RuleUse[] {
  const { trace, contract } = subject
  if (contract.rules.length === 0) return []
  const mentions = codeMentions.slice(-most).flatMap(({ code, start, end }) => {
    const outcome =
      outcomeOfRule(contract, code) ?? (isRule(contract, code) ? 'undetermined' : undefined)
    return outcome === undefined ? [] : [{ code, outcome, start, end }]
  })
  return readUses(trace, sentences, mentions)
}

/** Uses of the policy's numbered parts whose headings say what they lead to: `3.2 covers it`, `under Article 2(1)`. */
export function listPartUses(
  { subject: { trace }, sentences, partMentions }: ReadParts,
  outcomes: ReadonlyMap<string, Outcome>,
): RuleUse[] {
  if (outcomes.size === 0) return []
  const named = partMentions.map(({ label, start, end }) => ({ code: label, start, end }))
  const bare = [...trace.matchAll(numbered)].flatMap(({ 0: whole, index }) => {
    const end = index + whole.length
    const code = whole.replace(/\s?\(([a-z\d]{1,3})\)$/, '.$1')
    return named.some((each) => each.start < end && each.end > index)
      ? []
      : [{ code, start: index, end }]
  })
  const mentions = [...named, ...bare]
    .sort((a, b) => a.start - b.start)
    .slice(-most)
    .flatMap(({ code, start, end }) => {
      const outcome = outcomes.get(code)
      return outcome === undefined ? [] : [{ code, outcome, start, end }]
    })
  return readUses(trace, sentences, mentions)
}

const numbered =
  /(?<![\p{L}\p{N}.§$€£:/-])\d{1,2}(?:\.\d{1,2}|\s?\([a-z\d]{1,2}\))(?![\p{L}\p{N}%]|[.,]\d)/gu

type Mention = Pick<RuleUse, 'code' | 'outcome' | 'start' | 'end'>

function readUses(
  trace: string,
  sentences: readonly Sentence[],
  mentions: readonly Mention[],
): RuleUse[] {
  const uses: RuleUse[] = []
  let at = 0
  for (const { code, outcome, start, end } of mentions) {
    while (at + 1 < sentences.length && (sentences[at]?.end ?? 0) < end) at += 1
    const sentence = sentences[at]
    if (!sentence || sentence.start > start) continue
    const mark = /[DR]-$/.exec(trace.slice(start - 2, start))
    const before = trace.slice(Math.max(sentence.start, start - reach), start - (mark ? 2 : 0))
    const behind = trace.slice(end, Math.min(sentence.end, end + reach))
    const next = sentences[at + 1]?.text.slice(0, 60) ?? ''
    const as = asking.test(sentence.text.slice(-20)) ? 'asked' : useOf(before, behind, next)
    const [isHalf, after] = [mark !== null, sentences.length - 1 - at]
    uses.push({ code, outcome, as, isHalf, sentence, start, end, after })
  }
  return uses
}

const isRule = (contract: OutputContract, code: string): boolean =>
  contract.rules.some((rule) => rule.code === code || code.startsWith(`${rule.code}.`))

const supposed =
  /\b(?:if|unless|whether|might|may|maybe|perhaps|possibly|could|suppose|assuming|were|had|instead of|rather than|unlike|similar to|closest to|consider|check|compare|distinguish|between|some would|one would|at first)\b|\?/i
const denied =
  /\b(?:not|no|nor|neither|never|without|except|excludes?|isn['’]t|doesn['’]t|don['’]t|aren['’]t|cannot|can['’]t|rule[sd]? out|fails?|lacks?)\b[^.;,]{0,60}$/i
const deniedAfter =
  /^["'”’)*]*[^.;,]{0,40}\b(?:not|isn['’]t|doesn['’]t|don['’]t|never|cannot|no longer|ruled out|fails?|needs?|requires?|only|if|unless)\b|^["'”’)*]*\s*\?/i
const deniedNext =
  /^(?:no\b|but\b|however\b|not\b|(?:that|it|this) (?:is not|isn['’]t|does(?:n['’]t| not))|neither\b)/i
const listed = /(?:\b[A-Z]{1,8}[-._]?\d[\w.]{0,6}(?:,? (?:or|and|nor) |, ?|\/))+$/
const told =
  /(?<!\b(?:to|per|under|by|with) (?:the |this |our |its )?)\b(?:policy|policies|rules?|guidelines?|definitions?|instructions?|there(?:['’]s| is) (?:also )?an? (?:line|rule|example)|examples?|prompt)\b[^.]{0,20}(?:\b(?:says?|states?|defines?|lists?|includes?|covers?|describes?|mentions?|has|have|reads?|gives?|shows?|are)\b|:)/i
const toldHere =
  /["“][^"“”]{3,}["”][^.]{0,30}(?:\b(?:is|are|as|under)\b|→|=>)|^[^.]{0,30}\bpolicy\s*:/i
const defining =
  /^["'”’)*]*\s*(?:is|are|covers?|includes?|says?|states?|means?|defines?|lists?|requires?|describes?|refers?|concerns?|deals?)\b(?! (?:this|it|met|violated|the (?:right|relevant|best)|triggered|satisfied|exactly this)\b)/i
const applied =
  /(?:\b(?:falls?|fits?|match(?:es)?|belongs?|counts?|qualif(?:y|ies)|corresponds?|classif\w+|categori[sz]e[ds]?|labell?(?:ed)?|under|violat\w+|breach\w*|break\w*|is|as|be|like|supports?|points? to|leads? to|it['’]s|that['’]s|this['’]s|into|within|see|per|to|by|with|of|so|thus|hence|therefore|rule|category|criterion|policy|allowed|permitted|disallowed|prohibited|meets?|triggers?|covered|code|classification)\b|[([:=→,–—-]|^)\s*["'“‘*(]*(?:(?:clearly|likely|probably|definitely|best|mostly|squarely|just|a|an|the|rule|policy|category|code|section|clear|case|of|under|plain|typical|textbook)\s+)*["'“‘*(]*$/i
const appliedAfter =
  /^["'”’)*]*\s*(?:appl(?:y|ies)|is (?:the (?:right|relevant|best|closest)|met|violated|relevant|triggered|satisfied|it)|fits?|matches|case|covers (?:this|it)|governs|it is)\b/i

function useOf(before: string, behind: string, next: string): RuleUseKind {
  const lead = before.replace(listed, '')
  if (denied.test(lead) || deniedAfter.test(behind) || deniedNext.test(next)) return 'denied'
  if (supposed.test(lead) || /^[^.;]{0,12}\b(?:maybe|perhaps|possibly)\b/i.test(behind))
    return 'supposed'
  if (appliedAfter.test(behind)) return 'applied'
  if (/^["'”’)*]*\s*[:–—-]\s*["“]/.test(behind)) return 'told'
  if (told.test(lead) || toldHere.test(lead) || defining.test(behind)) return 'told'
  return applied.test(before) ? 'applied' : 'named'
}
