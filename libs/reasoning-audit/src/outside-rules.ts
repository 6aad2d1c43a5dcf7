import { AnchoredPattern } from './anchored-pattern.js'
import { listOutsideBodies } from './outside-bodies.js'
import type { PolicyReading, SubjectReading } from './subject-reading.js'

/** Whose rules a trace goes by instead of the policy's. */
export type Authority = 'provider' | 'platform' | 'common' | 'law' | 'assistant' | 'body'

/** A place in the trace that brings up rules which neither policy nor content mention. */
export interface OutsideMention {
  readonly authority: Authority
  readonly start: number
  readonly end: number
  /** Given as a reason (`according to …`, `… says`), not only touched on. */
  readonly argued: boolean
}

const rules = String.raw`(?:polic(?:y|ies)|guidelines?|guidance|rules?|terms|standards?|principles|spec(?:ification)?|constitution|tos)\b`
const kindOfRules = String.raw`(?:(?:content|usage|use|safety|moderation|community|acceptable|internal|own|general|overall|standard|official|platform)[\s-]+){0,3}`
const makers = 'openai|chatgpt|gpt|anthropic|claude|deepmind|mistral|deepseek|qwen'
const platforms =
  'vendor|provider|developer|maker|employer|google|meta|facebook|instagram|youtube|whatsapp|twitter|tiktok|reddit|discord|snapchat|telegram|linkedin|microsoft|amazon|apple|ebay|etsy|airbnb|twitch|steam|pinterest|shopify|paypal'

/** `OpenAI forbids …`, `YouTube does not allow …` */
const rulingVerb = String.raw`\s+(?:\w+ly\s+)?(?:would\s+|will\s+|does\s+|do\s+)?(?:not\s+)?(?:ban|forbid|prohibit|disallow|allow|permit|remove|require)s?\b`

/** Over a text in lower case; one group for each authority. */
const outside = new AnchoredPattern(
  [
    String.raw`(?<provider>\b(?:openai|anthropic)${rulingVerb}|\bas an ai\b(?:\s+\w+){0,3},?\s+(?:i|we)\b|\b(?:my|our own|my own)\s+(?:\w+\s+)?(?:polic(?:y|ies)|guidelines|training|safety rules)\b|\b(?:training|alignment|ai safety|ai ethics|responsible ai)\s+(?:polic(?:y|ies)|guidelines|rules|principles)\b|\b(?:${makers})(?:['’]?s)?\s+${kindOfRules}${rules}|\bmodel spec\b|\b(?:usage|acceptable use) polic(?:y|ies)\b)`,
    String.raw`(?<platform>\b(?:google|facebook|instagram|youtube|twitter|tiktok|reddit|discord|linkedin|social (?:networks|media)(?: sites| platforms)?)${rulingVerb}|\b(?:app store|house|forum|site) (?:rules|guidelines)\b|\b(?:most|many|other|all|major|some|large|big|mainstream)\s+(?:major |large |big |social |online |other )?(?:platforms|sites|networks|services|providers|companies|forums|marketplaces)\s+(?:\w+ly\s+|would\s+|do not\s+|don['’]t\s+)?(?:ban|forbid|prohibit|disallow|allow|permit|remove|treat|consider|require)\b|\b(?:${platforms}|platform|site|company|industry)(?:['’]?s)?\s+${kindOfRules}${rules}|\bcommunity (?:guidelines|standards|rules)\b|\bterms (?:of service|of use|and conditions)\b)`,
    String.raw`(?<common>\b(?:content moderation|standard|general|typical|usual|common|widely \w+|industry|commonly \w+|conventional|mainstream|broader|ordinary|normal|default|ethical|real[- ]world|internal)\s+(?:(?:content|ai|safety|moderation|trust|and|community|ethical|ethics|platform|online|internet|social media|usage|use|llm|model|assistant|publishing|advertising|legal|industry)[\s-]+){0,4}(?:polic(?:y|ies)|guidelines|standards|norms|principles|practices?|conventions?|rules of|codes? of conduct)\b)`,
    String.raw`(?<law>\blaws?\b(?![\s-]*(?:enforcement|firm|maker|abiding|suit|school|student|office))|\b(?:legally (?:required|prohibited|forbidden|protected|banned)|(?:illegal|unlawful|a crime|an offen[cs]e) (?:under|in (?:most|many|all))|legislation|statutes?|gdpr|coppa|dmca|hipaa|can-spam|netzdg|first amendment)\b)`,
    String.raw`(?<assistant>\bdisallowed[ -](?:content|behaviou?r|categor(?:y|ies)|requests?)\b|\ballowed content["”’]?:|\billicit behaviou?r\b|\bsafe[ -]complet\w*|\b(?:must|should|shall|have to|has to|need to|needs to|required to|supposed to)\s+(?:\w+\s+)?(?:refuse|decline)\b|\badvice or instructions that\b)`,
  ].join('|'),
  '',
  new RegExp(
    String.raw`^(?:${makers}|${platforms}|my|our|training|alignment|ai|responsible|model|usage|acceptable|social|app|house|forum|site|major|large|big|mainstream|platform|company|industry|community|terms|standard|general|typical|usual|common|widely|commonly|conventional|broader|ordinary|normal|default|ethical|real|internal|laws?|legally|illegal|unlawful|legislation|statutes?|gdpr|coppa|dmca|hipaa|can|netzdg|first|disallowed|illicit|safe|must|should|shall|required|supposed|advice)$`,
  ),
  {
    words: /^(?:as|an?|content|most|many|other|all|some|allowed|have|has|needs?)$/,
    following:
      /^(?:an|crime|offen[cs]e|moderation|major|large|big|social|online|other|platforms|sites|networks|services|providers|companies|forums|marketplaces|content|to)$/,
    within: 1,
  },
)

const mostMentions = 100

export function listOutsideMentions(reading: SubjectReading): OutsideMention[] {
  const { trace } = reading.subject
  const lower = trace.toLowerCase()
  // A letter that changes its length with its case (İ) must not shift the places of what follows.
  const text = lower.length === trace.length ? lower : trace
  const supplied = new Supplied(reading)
  const mentions: OutsideMention[] = []
  for (const match of outside.matches(text, reading.traceWords)) {
    const { 0: found, index: start, groups = {} } = match
    const authority = Object.keys(groups).find((name) => groups[name] !== undefined) as Authority
    const end = start + found.length
    const before = text.slice(Math.max(0, start - 80), start)
    const after = text.slice(end, end + 90)
    const argued = isArgued(found, before, after)
    if ((authority === 'law' || authority === 'common') && !argued) continue
    if (isDismissed(before, after) || supplied.has(authority, found)) continue
    mentions.push({ authority, start, end, argued })
    if (mentions.length === mostMentions) break
  }
  for (const { start, end } of listOutsideBodies(reading)) {
    if (mentions.some((each) => each.start < end && each.end > start)) continue
    const before = text.slice(Math.max(0, start - 80), start)
    if (isDismissed(before, text.slice(end, end + 90))) continue
    mentions.push({ authority: 'body', start, end, argued: true })
  }
  return mentions
}

const mostKnown = 500
const byPolicy = new WeakMap<PolicyReading, Map<string, boolean>>()

/** Looked for once in a policy, which judges many. */
function policyBrings({ policy, subject }: SubjectReading, authority: Authority, found: string) {
  const known = byPolicy.get(policy) ?? new Map<string, boolean>()
  byPolicy.set(policy, known)
  const key = `${authority} ${found}`
  const before = known.get(key)
  if (before !== undefined) return before
  const brings = signOf(authority, found).test(subject.policyText)
  if (known.size < mostKnown) known.set(key, brings)
  return brings
}

/** What policy or content brought up is no rule from outside. */
class Supplied {
  private readonly known = new Map<string, boolean>()
  private content: string | undefined

  constructor(private readonly reading: SubjectReading) {}

  has(authority: Authority, found: string): boolean {
    const known = this.known.get(found)
    if (known !== undefined) return known
    this.content ??= this.reading.contentText.toLowerCase()
    const has = policyBrings(this.reading, authority, found) || this.content.includes(found)
    this.known.set(found, has)
    return has
  }
}

/** A policy in which this stands speaks of such rules itself. */
function signOf(authority: Authority, found: string): RegExp {
  if (authority === 'law' && !/^(?:gdpr|coppa|dmca|hipaa|can-spam|netzdg|first)/.test(found))
    return /\blaw(?:s|ful|fully)?\b(?! *enforcement)|legal|regulation/i
  if (authority === 'common' || isGeneric(found)) return wordStarting(found)
  if (authority !== 'assistant') return wordStarting(/[a-z-]+/.exec(found)?.[0] ?? found)
  if (/refuse|decline/.test(found)) return /\brefus|\bdeclin/i
  if (found.includes('allowed')) return /\b(?:dis)?allow(?:ed|s)?\b/i
  return wordStarting(found.startsWith('safe') ? found.slice(0, 12) : found)
}

/** Told by all of its words; a name by its first. */
const isGeneric = (found: string): boolean =>
  /^(?:as|my|our|most|many|other|all|major|some|large|big|mainstream|social|house|site|forum)\b/.test(
    found,
  )

const wordStarting = (text: string): RegExp =>
  new RegExp(String.raw`\b${text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`, 'i')

const dismissing =
  /\b(?:not|n['’]t|no|never|nor|without|rather than|instead of|ignor\w+|regardless of|irrespective of|outside of|separate from|different from|unlike)\s+(?:(?:about|under|per|based on|using|apply\w*|relying on|consider\w*|use|need|rely on|refer\w* to|according to|bound by|concerned with|an?|the|any|our|by|to|on|with respect to|judging by|asked about|evaluat\w+|testing|check\w*|a matter of|part of|from|question of|explicit|mention(?: of)?|such)\s+){0,4}["'“‘(]*$/
const dismissedAfter =
  /^["'”’)]*\s*(?:(?:is|are|was|were|do|does)(?:n['’]t| not)\s+(?:apply|matter|count|relevant|applicable|supplied|given|provided|part|mentioned|in scope|at issue|here|what|the)\b|(?:is|are) irrelevant\b)/

/** Denied further on in the clause: `what the law says is not asked here`. */
const leftAside =
  /^[^.;!?\n]{0,36}(?:\b(?:not|never|hardly)|n['’]t)\s+(?:\w+\s+){0,2}?(?:asked|concern\w*|consult\w*|matter\w*|relevan\w*|count\w*|appl(?:y|ied|icable)|consider\w*|used|looked|supplied|given|bear\w*|play|decisive|binding|our|ours|needed|in question|at issue|what we)\b|^[^.;!?\n]{0,24}\b(?:irrelevant|immaterial|beside the point|of no (?:concern|interest|consequence|importance)|out of scope|left (?:aside|out)|set aside|ignored|disregarded)\b/

/** Somewhere in the sentence all such rules are put aside, or the policy alone is said to count. */
const setAside =
  /\b(?:never mind|no matter|whatever|regardless of|irrespective of|forget|ignor\w+|disregard\w*|no need|need not|let us put|leav\w+|put\w*|set\w*)\b[^.;!?]{0,60}\b(?:out|aside|apart|to one side|of (?:this|it))\b|\b(?:never mind|no matter|regardless of|irrespective of|forget|ignor(?:e|ing)|disregard(?:ing)?|beside the point|(?:of )?no (?:concern|interest|consequence|importance|relevance|bearing|weight)|none of (?:our|my) (?:business|concern)|not (?:our|my) (?:concern|business|job|task|question|matter)|not (?:for|up to) (?:me|us)|not interested in|(?:is|are) (?:for others|another (?:question|matter)|a different (?:question|matter))|does(?: not|n['’]t) (?:come into|bind|count|matter|decide)|do(?: not|n['’]t) (?:come into|bind|count|matter|decide)|tells? (?:us|me) nothing|no need to|out of scope|should not (?:bring|use|apply|rely)|shouldn['’]t (?:bring|use|apply|rely))\b|\b(?:rely|relies|go|judge|decide|work|stick|keep)\b[^.;!?]{0,30}\b(?:only|alone|solely)\b|\b(?:only|solely|alone|just)\b[^.;!?]{0,24}\b(?:the|this|our|given|supplied|apply|applies|counts?|decides?|go by|judge|use)\b[^.;!?]{0,30}\b(?:polic(?:y|ies)|rules|text|given|supplied|decides?|counts?|applies)\b|\b(?:i|we) (?:only |just |simply )?(?:go|judge|work|decide|rely|stick|keep) (?:by|with|from|on|to) (?:the|this|our|what)\b|\bpolicy (?:at hand|given|here|before (?:us|me)|alone|itself)\b[^.;!?]{0,20}\b(?:decides?|counts?|governs?|matters?|applies)\b|\b(?:i|we) (?:was|were|am|are|have been) (?:only )?given\b|\b(?:ours|the policy|this policy) is the one that\b/i

export const isDismissed = (before: string, after: string): boolean =>
  dismissing.test(before) ||
  dismissedAfter.test(after) ||
  leftAside.test(after) ||
  setAside.test(`${before.slice(lastStop(before))}X${/^[^.!?\n]*/.exec(after)?.[0] ?? ''}`)

const lastStop = (text: string): number =>
  Math.max(...['.', '!', '?', '\n'].map((stop) => text.lastIndexOf(stop))) + 1

const arguing =
  /\b(?:according to|under|per|by|as per|based on|following|follow|violat(?:es?|ing|ion of|ions of)|breaks?|breaking|against|comply with|consistent with|in line with|given|because of|due to|within|(?:required|prohibited|protected|forbidden|allowed|permitted) by)\s+(?:(?:the|our|all|any|these|those|most|many|general|standard|typical|usual|federal|state|local|national|international|criminal|copyright|applicable|existing|current|us|eu)\s+){0,3}["'“‘(]*$/
const arguedAfter =
  /^["'”’)]*[:,]?(?: elsewhere| in \w+ \w+)?\s*(?:says?|states?|prohibits?|disallows?|forbids?|requires?|allows?|permits?|protects?|bans?|would|treats?|considers?|calls? for|demands?)\b/

const isArgued = (found: string, before: string, after: string): boolean =>
  /^(?:legally|illegal|unlawful|a crime|an offen)/.test(found) ||
  /\b(?:must|should|shall|have to|has to|need to)\b/.test(found) ||
  arguing.test(before) ||
  arguedAfter.test(after)
