import { eachMatch } from '@assize/kernel'
import type { Quotation } from './quotations.js'
import { leadIn, leadOut } from './sentences.js'

/** Whom a trace says a quotation is from; undefined where it says nothing, as with scare quotes. */
export type Attribution = 'policy' | 'content' | undefined

/** Marks around a quotation, read from the words before it in the same sentence and right after it. */
export interface QuotationFrame {
  readonly attribution: Attribution
  /** Its source is named right beside it, as the one who says it. */
  readonly direct: boolean
  /** Said not to be there (`the policy does not say "…"`). */
  readonly denied: boolean
  /** Given as the plain reading of encoded, disguised or foreign content. */
  readonly decoded: boolean
  /** What somebody might say, were it so; nobody is held to have said it. */
  readonly supposed: boolean
  /** The name of a class or act rather than somebody's words (`this is a "…"`). */
  readonly names: boolean
  /** Offered as an illustration rather than as somebody's words. */
  readonly illustrates: boolean
  /** A text the model means to write: an answer, an example of a request. */
  readonly drafted: boolean
}

const norms = String.raw`polic(?:y|ies)|guidelines?|guidance|rules?|ruleset|rulebook|instructions?|definitions?|criteri(?:a|on)|sections?|clauses?|standards?|provisions?|document|framework|taxonomy|rubric|handbook|manual|regulations?|requirements?|principles?|specification|charter|paragraph|heading|exemptions?|exceptions?|tie-?breaks?|bullets?(?: points?)?|severity scale|scale|table|terms|filter|list of (?:violations|examples|exceptions|rules)|system (?:prompt|message)|developer(?: message)?|prompt`
const speakers = String.raw`users?|persons?|people|speaker|author|poster|sender|writer|customer|seller|attacker|content|text|message|statement|sentence|post|comment|tweet|request|question|query|input|conversation|turn|email|review|caption|submission|submitter|item|snippet|material|listing|advert(?:isement)?|bio|headline|transcript|thread|chat|dialogue|letter|passage|excerpt|individual|member|commenter|buyer|client|applicant|narrator|entry|ad`
const quotes = String.raw`(?:says?|said|saying|states?|stated|stating|reads?|reading|quotes?|quoted|writes?|wrote|written|puts? it|goes|runs|specif(?:y|ies)|specified|mandates?|instructs?|tells? us|declares?|notes?|noted|words?|wording|lays? down|spells? out|sets? out|sets? forth|provides|stipulates?)`
/** What a policy does with its words, and a person does not. */
const givingWords = String.raw`(?:requires?|demands?|prohibits?|forbids?|bans?|lists?|names?|mentions?|covers?|includes?|opens? with|begins? with|ends? with|defines? \w+ as)`
/** Words that may stand between a verb and its quotation. */
const link = String.raw`(?:\s+(?:is|are|that|this|as follows|explicitly|clearly|specifically|also|literally|verbatim|exactly|simply|in full|us|here|above|about [\w ]{1,30}?))*\s*[:,;–—-]*\s*[(\[*_]*\s*`

const policyDirect = new RegExp(
  String.raw`\b(?:${norms})\b(?:'s?)?(?:\s+(?!(?:${speakers})\b)[\w"]+){0,4}?\s+(?:${quotes}|${givingWords})${link}$|\b(?:according to|per|as per|from|quoting|quoted from)\s+(?:[\w']+\s+){0,4}?(?:${norms})(?:\s+(?:for|on|about)\s+(?:[\w"]+\s*){1,3})?${link}$|\b(?:${norms})(?:'s? (?:\w+ )?(?:text|wording|words|rule|definition))?(?: (?:text|wording|itself))?\s*:\s*$`,
  'i',
)
const contentDirect = new RegExp(
  String.raw`\b(?:${speakers}|he|she|(?:the|this|that) (?!(?:${norms})\b|(?:polic|guideline|rule|definition|criteri|categor|label|output|answer|trace|next|first|second|last|other)\w*\b)[a-z]{3,}(?:er|or|nt|ist|an|ee|rd|st|ow|id))\b(?:\s+\w+ly|\s+also|\s+then|\s+here)?\s+(?:says?|said|states?|stated|writes?|wrote|reads?|asks?|asked|claims?|claimed|posted|posts?|adds?|added|replies|replied|answers?|answered|mentions?|mentioned|admits?|admitted|boasts?|warns?|promises|jokes?|complains?|announces?|tells \w+|calls? (?:it|him|her|them|the \w+))${link}$|\b(?:user|content|text|message|post|comment)\s*:\s*$`,
  'i',
)
/** `The customer complains and calls the agent`: whoever was named before goes on to say it. */
const goesOn = new RegExp(
  String.raw`(?:,|\b(?:and|then|also|but))\s+(?:\w+ly\s+)?(?:says?|writes?|states|asks|adds|claims|replies|calls? (?:it|him|her|them|(?:the|an?) \w+))${link}$`,
  'i',
)
const anyone = new RegExp(
  String.raw`\b(?:((?<=\b(?:the|this|that|these|those|our|its|given|to|per|by) (?:\w+ )?)(?:${norms}|categor(?:y|ies)|subcategory)|polic(?:y|ies)|guidelines?|rules?|definitions?|criteri(?:a|on))|(${speakers}))\b(?! (?:on |for )?how\b)`,
  'gi',
)
const governed = new RegExp(
  String.raw`\b(?:${norms}|examples?|categor(?:y|ies))\s+(?:for|on|about|of|regarding|against|concerning|covering|around|to)\s+(?:[\w'-]+\s+){0,3}$`,
  'i',
)
const judged = /\b(?:dis)?allowed\s+$|\b(?:prohibited|forbidden|permitted|acceptable|banned)\s+$/i
const underNothing =
  /\b(?:falls? (?:under|into)|classified (?:as|under)|(?:dis)?allowed(?: content| under| if| as)?|prohibited(?: content| under)?)\b["”’')]?[^.!?\n]{0,24}$/i
const itSays = new RegExp(
  String.raw`\b(?:it|they|this|that|which)\b(?:\s+\w+){0,2}?\s+(?:${quotes}|opens?|begins?|starts?|ends?|closes?|continues?|goes on|adds|includes?|contains?|mentions?|asks?|claims?|lists?)(?:\s+with)?${link}$`,
  'i',
)
const addressed =
  /\b(?:system|developer)\s+$|(?<!\baccording )\b(?:to|towards?|with)\s+(?:(?:the|a|this|that|our)\s+)?$/i
const saidBehind = String.raw`(?:says|said|states|stated|reads|writes|wrote|has it|puts it)`
/** What follows a quotation whose source is named behind it: `, the policy says`, `is in the policy`, `is how the post ends`. */
const behind = (nouns: string): RegExp => {
  const named = String.raw`(?:the|this|our|these)\s+(?:\w+\s+){0,2}?(?:${nouns})\b`
  return new RegExp(
    String.raw`^["”’']?\s*[,(–—-]?\s*(?:as\s+)?(?:(?:says|states|reads|writes|wrote|asks|adds|claims|admits)\s+${named}|(?:according to|per|as per)\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:${nouns})\b|(?:(?:is|are|was|were|appears?|stands?|occurs?|comes?)\s+)?(?:(?:stated|written|listed|given|quoted|found|used|said|posted|right)\s+)?(?:in|among|within|from|by)\s+(?:the (?:\w+\s+){1,2}of\s+)?${named}|(?:as\s+)?${named}\s+${saidBehind}\b|is (?:what|how|where)\s+${named})`,
  )
}
const policyAfter = behind(norms)
const contentAfter = behind(speakers)

/** `… is one of the listed examples`. */
const policyListed =
  /^["”’']?\s*(?:is|are|was) (?:one|some|part) of (?:the|these|those) (?:\w+\s+)?(?:examples|criteria|rules|violations|exceptions|exemptions|categories|conditions|signs|signals)\b/
/** `… is what they tell the reader`. */
const contentTold =
  /^["”’']?\s*(?:is|was) (?:what|how) (?:he|she|they|the \w+) (?:says?|said|writes?|wrote|tells?|told|asks?|posts?|posted|answers?|puts? it)\b/
/** `By saying "…" the author`, `with "…" they`. */
const withWords = /\b(?:with|by (?:saying|writing|adding|posting|asking|stating|claiming))\s*$/i
const whoDoes = new RegExp(
  String.raw`^["”’']?,?\s*(?:he|she|they|(?:the|this) (?:${speakers}))\b`,
  'i',
)
/** Says that there are such words, and not whose. */
const anybodySays = new RegExp(
  String.raw`(?:\b(?:he|she|they|it)\s+(?:\w+ly\s+|also\s+|then\s+)?(?:says?|said|writes?|wrote|reads?|states?|threatens?|promises|brags|boasts|admits|announces|asks?|claims?|adds?|goes)|\b(?:here|there|then|point|again) we (?:read|get|find|see|have)|\b(?:key|decisive|crucial|telling|operative|important) (?:phrase|sentence|line|passage|words|wording|part|bit)(?: here)?(?: is| are|:)|\band i quote|(?:^|[.!?]\s+)quote:)${link}$`,
  'i',
)
const policyHas =
  /\b(?:relevant|applicable|governing|controlling|matching|corresponding) (?:line|sentence|passage|wording|words|part|text|example|category|entry|item|one)(?: here)?(?:\s+(?:is|are|says|reads))?\s*:?\s*$|\blisted (?:under|among|as) [\w -]{3,30}:\s*$/i

/** A negation of saying or holding; `the policy does not allow "…"` quotes all the same. */
const denied =
  /\b(?:does(?:n['’]?t| not)|do(?:n['’]?t| not)|did(?:n['’]?t| not)|is(?:n['’]?t| not)|are(?:n['’]?t| not)|no(?:t|thing|where)?|never|without|neither|nor|cannot|can['’]?t|lacks?|silent|short of|rather than|instead of|unlike|contrary|omits?)\b(?! (?:allow|permit|tolerate|accept)\b)[^.!?\n]{0,40}$/i
/** The same with nothing but the rest of its clause between: `there is no line to the effect of "…"`. */
const deniedFurther =
  /\b(?:no (?:line|word|rule|sentence|passage|clause|mention|trace|talk|statement|phrase|provision|such|place|hint|sign of)|not (?:a word|as if|like|see|find|found|once|contain|include|mean)|nowhere|nothing (?:like|of the|to the effect|resembling|close|that|in)|never (?:goes|go|says?|states?|claims?|speaks?|mentions?|reads?|uses?)|in vain|far from|fails? to|stops? short|silent (?:on|about)|absent from|missing from|isn['’]t (?:any|like|a)|wrong to (?:claim|say)|untrue that|not true that|(?:do|does|did|can|could)(?:n['’]t| not) (?:see|find|read|contain|include|go))\b[^.!?;“"\n]{0,80}$/i
const deniedAfter =
  /^["'”’)?.!,;: ]{0,4}(?:is|are|was|were)?\s*(?:not|n['’]t)\s+(?:\w+\s+){0,2}(?:in|part of|mentioned|listed|stated|present|defined|covered|included|explicit\w*)\b|^["'”’)?.!,;: ]{0,4}(?:isn['’]?t|aren['’]?t)\s+(?:\w+\s+){0,2}(?:in|part of|mentioned|listed|stated|present|defined|covered|included)\b|^["'”’)?.!,;: ]{0,4}(?:does|do)(?:n['’]t| not) (?:appear|occur|exist|stand)\b/i
/** `… is nowhere in the policy`, `… in vain`, `…, but it does not`, `…? No.` */
const deniedBehind =
  /^["'”’)]{0,2}(?:\s+(?:is|are|was)\s+(?:nowhere|missing|absent|not (?:what|how|there|in)|another matter)|\s+(?:cannot|can['’]t|could not|couldn['’]t) be (?:found|read|seen)|[^.!?\n]{0,40}\bin vain\b|[,;]?\s+(?:but|which|yet|though) (?:it|they|that|this|the (?:policy|rules|text))?\s?(?:is|are|does|do|did|has|have)(?:n['’]t| not)\b|\?\s+(?:no\b|it (?:does|is)(?:n['’]t| not)))/i
const decoding =
  /\b(?:decod\w*|base ?64|rot ?13|hex(?:adecimal)?|binary|revers\w*|backwards?|leet\w*|cipher\w*|caesar|morse|translat\w*|unicode|zero[- ]width|homoglyph\w*|obfuscat\w*|deobfuscat\w*|spells?|acrostic|unscrambl\w*|concatenat\w*|punycode|encoded|pig latin|reads as|interpret\w* as)\b/i
const utter = String.raw`(?:say|state|read|reply|answer|respond|write|output|return|produce|send|post|tell|ask|suggest|propose|want|mention|include|put|phrase|word)`
const supposing = new RegExp(
  String.raw`\b(?:(?:might|may|could|would|should|can|must|will|let['’]?s|let us|need to|try to)\s+(?:\w+\s+){0,2}?(?:${utter}|be)\b|(?:we|i|one)\s+(?:\w+\s+){0,2}?(?!read\b)${utter}\b|(?:might|may|could|would|should) (?:not )?have \w+|had (?:the|he|she|they|it|this)\b[\w ]{0,30}|if [\w' ]{1,40}\b(?:said|stated|wrote|read|were|had)|imagine|suppose|pretend|hypothetical(?:ly)?|as if|something like|along the lines of|in the style of|in other words|meaning|means|amounts? to|boils? down to|paraphras\w+|roughly|translat\w+|in english)\b[^.!?\n]{0,24}$|\bi\.?e\.?,?\s*$`,
  'i',
)
/** `A milder wording would have been "…"`, `a typical request of that kind runs "…"`, `had it said "…"`. */
const imagining =
  /\b(?:(?:typical|common|usual|possible|sample|likely|imagined|imaginary|made-up|invented|hypothetical|conceivable|potential|alternative|fictional|fictitious|generic|standard|classic|better|milder|softer|harsher|neutral|clearer|another|similar) (?:\w+ )?(?:requests?|repl(?:y|ies)|answers?|wordings?|phras(?:e|ing)s?|messages?|posts?|prompts?|questions?|comments?|versions?|examples?|responses?|lines?|titles?|formulations?|sentences?|spam)|had (?:it|they|he|she|the \w+|this|someone|somebody|anyone) (?:said|written|posted|read|been|gone|put|asked)|(?:imagine|suppose|picture|think of|say|compare (?:that|this|it) (?:with|to)|consider) (?:somebody|someone|anyone|anybody|a|an|the|that|this|it)?\s?[\w ]{0,24}|(?:in effect|in essence|in short|the gist|the subtext|the upshot|tantamount to|summari[sz]e\w* (?:it |this |that )?as|what (?:would|could|might) \w+)|(?:one|they|he|she|somebody|someone|anyone|you|we|i) (?:could|might|may|would|can) (?:also |well |just |easily |instead )?(?:have )?\w+)\b[^.!?;“"\n]{0,40}$/i
/** Calls a thing by a name of the model's own making. */
const naming =
  /\b(?:(?:is|as|was|be|considered|called|like|of|seems|it['’]s|that['’]s)(?: \w+ly)? (?:an?|the)|(?:form|type|kind|sort|example|request|case) (?:of|for)|called|considered|deemed|labell?ed|so-called|termed|titled|entitled|named)\s*$/i
const invented =
  /\b(?:e\.?g\.?|for example|for instance|something like|like|such as|similar to|as in|imagine|maybe|or)\b[\s,:(]*$/i
const drafting =
  /\b(?:answer\w*|output|respond\w*|response|reply|return|produce|write|ask(?:s|ed|ing)?|user|title|request\w*|thus|so we|let['’]s)\b[^.!?\n]{0,40}$/i

export function frameOf(trace: string, quotation: Quotation): QuotationFrame {
  const before = plainLead(leadIn(trace, quotation.start - 1))
  const after = leadOut(trace, quotation.end)
  const near = trace.slice(Math.max(0, quotation.start - 220), quotation.start)
  const saying = clauseOfSaying(before)
  const { attribution, direct } = attributionOf(before, quotation.text, after, near)
  return {
    attribution,
    direct,
    denied:
      denied.test(saying) ||
      deniedFurther.test(saying) ||
      deniedAfter.test(after) ||
      deniedBehind.test(after),
    decoded: isDecoded({ attribution, direct }, before, `${near} ${after.slice(0, 60)}`),
    names: !direct && naming.test(before),
    supposed: supposing.test(saying) || imagining.test(saying),
    illustrates: invented.test(before),
    drafted: drafting.test(before),
  }
}

/** `It is not a joke; the policy says`: the clause that says it, where it is one of its own. */
function clauseOfSaying(before: string): string {
  const last = [...eachMatch(before, joint)].at(-1)
  if (!last) return before
  const clause = before.slice(last.index + last[0].length)
  return sayingVerb.test(clause) ? clause : before
}

const joint = /;\s|,?\s(?:and|but|as|since|because|so|while)\s/gi
const sayingVerb =
  /\b(?:says?|said|states?|stated|reads?|writes?|wrote|claims?|asks?|posts?|adds)\s*[,:]?\s*$/i

/**
 * Quotations further left speak for themselves; a mark left open hides what stands before it.
 * A code is a rule, a policy's text is the policy, and whoever has a sentence says it.
 */
const plainLead = (before: string): string =>
  before
    .replace(/["“][^"“”]*["”]/g, ' Q ')
    .replace(/["“”]/g, ' ')
    .replace(/\b[A-Z]{1,8}[-.]?\d[\w.-]*/g, 'rule')
    .replace(numberedPart, 'rule')
    .replace(partOfPolicy, '$1')
    .replace(havingWords, 'says ')
    .replace(/ in question\b/g, '')

/** `Appendix A`, `Section 2.2`, `Article 1(c)`, `FH-A`, a bare `3.2`: a part of the policy is a rule. */
const numberedPart =
  /\b(?:appendix|annex|section|sec\.|article|art\.|chapter|clause|schedule|paragraph|rule|criterion|definition|level|tier|item|point|note)\s+(?:\d[\d.]*(?:\s?\([a-z\d]{1,3}\))?|[A-HIVX]{1,5}(?![\w'’]))|\b[A-Z]{1,6}-[A-Z]\b|(?<![\w.,$€£])\d{1,2}\.\d{1,2}(?:\s?\([a-z\d]{1,3}\)|[a-z])?(?=\s(?:says?|states?|reads?|covers?|allows?|prohibits?|requires?))/gi

const partOfPolicy = new RegExp(
  String.raw`\b(${norms})(?:['’]s?)? (?:text|wording|words|excerpts?|lines?|passages?|language|sentence|statement|content|itself)\b`,
  'gi',
)
const havingWords =
  /\b(?:contains?|includes?|has|have|uses|adds|gives) (?:the|this|a|following)(?: \w+)? (?:sentence|phrase|statement|words?|line|clause)\b/gi

interface Source {
  readonly attribution: Attribution
  readonly direct: boolean
}

/** What a policy says is not encoded, though it may speak of codes. */
const isDecoded = ({ attribution, direct }: Source, before: string, near: string): boolean =>
  attribution === 'policy' ? !direct && decoding.test(before) : decoding.test(near)

/** Who is named as saying it, else whoever is named last before it in the sentence. */
function attributionOf(before: string, quoted: string, after: string, earlier: string): Source {
  const speaking = contentDirect.exec(before)
  const ahead = before.slice(0, speaking?.index)
  if (speaking && isSource(ahead) && !judged.test(ahead))
    return { attribution: 'content', direct: true }
  if (policyDirect.test(before)) return { attribution: 'policy', direct: true }
  const behind = /[.!?]$/.test(quoted) ? undefined : namedBehind(after, before)
  if (behind) return { attribution: behind, direct: true }
  const isGoingOn = goesOn.test(before)
  if (isGoingOn || itSays.test(before)) {
    const attribution = lastNamed(before) ?? lastNamed(plainLead(earlier))
    if (attribution) return { attribution, direct: isGoingOn }
  }
  const named = lastNamed(before.slice(-farthest))
  return { attribution: named ?? unnamed(before), direct: false }
}

/** Where nobody is named: what is told apart by what is said of it. */
const unnamed = (before: string): Attribution =>
  underNothing.test(before) || policyHas.test(before)
    ? 'policy'
    : anybodySays.test(before)
      ? 'content'
      : undefined

function namedBehind(after: string, before: string): Attribution {
  if (policyAfter.test(after) || policyListed.test(after)) return 'policy'
  if (contentAfter.test(after) || contentTold.test(after)) return 'content'
  return withWords.test(before) && whoDoes.test(after) ? 'content' : undefined
}

/** How far from a quotation its source may be named, where no verb of saying joins them. */
const farthest = 70

function lastNamed(words: string): Attribution {
  for (const match of [...eachMatch(words, anyone)].reverse()) {
    if (match[1] !== undefined) return 'policy'
    const before = words.slice(0, match.index)
    if (judged.test(before)) return 'policy'
    if (isSource(before)) return 'content'
  }
  return undefined
}

/** Whoever a rule is about and whoever is spoken to is no source. */
const isSource = (before: string): boolean => !governed.test(before) && !addressed.test(before)
