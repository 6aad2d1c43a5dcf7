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
  /** Offered as an illustration rather than as somebody's words. */
  readonly illustrates: boolean
  /** A text the model means to write: an answer, an example of a request. */
  readonly drafted: boolean
}

const code = String.raw`[A-Z]{1,8}[-.]?\d[\w.]*`
const norms = String.raw`polic(?:y|ies)|guidelines?|rules?|ruleset|instructions?|definitions?|criteri(?:a|on)|section|clause|standards?|system (?:prompt|message)|developer(?: message)?|prompt`
const body = String.raw`(?:${norms}|examples?|categor(?:y|ies)|subcategory|${code})`
const says = String.raw`(?:says?|said|states?|stated|reads?|includes?|included|mentions?|mentioned|lists?|listed|defines?|defined|allows?|requires?|prohibits?|forbids?|covers?|tells?|indicates?|specif(?:y|ies)|describes?|classif(?:y|ies)|is|are|has|have|contains?|gives?)`
const quotes = String.raw`(?:says?|said|states?|stated|stating|reads?|reading|quotes?|quoted|writes?|wrote|written|puts it|specif(?:y|ies)|specified|mandates?|instructs?|tells? us|declares?|notes?|noted|wording(?: is)?|words(?: are)?)`
/** Words that may stand between a verb and its quotation. */
const link = String.raw`(?:\s+(?:that|this|as follows|explicitly|clearly|specifically|also|literally|verbatim|exactly|simply|in full|us|here|above|about [\w ]{1,30}?))*\s*[:,;–—-]*\s*[(\[*_]*\s*`

const policySays = new RegExp(
  String.raw`\b${body}\b[^.!?\n]{0,40}?\b${says}\b[^.!?\n]{0,50}$|\b${body}\b[^.!?\n]{0,24}:\s*$`,
  'i',
)
const underPolicy = new RegExp(
  String.raw`\b(?:according to|per|under|as per|based on|following|from|in)\s+(?:the |this |our |these )?[\w' ]{0,24}\b${body}\b[^.!?\n]{0,40}$`,
  'i',
)
const underNothing =
  /\b(?:falls? (?:under|into)|classified (?:as|under)|(?:dis)?allowed(?: content| under| if| as)?|prohibited(?: content| under)?)\b["”’')]?[^.!?\n]{0,24}$/i
const speaker = String.raw`(?:user|users|person|speaker|author|poster|sender|writer|they|he|she|(?<!(?:allowed|hateful|violent|sexual|for|of) )(?:content|text|message|statement|sentence|post|comment|request|question|query|input))`
const contentSays = new RegExp(
  String.raw`\b${speaker}\b[^.!?\n]{0,24}?\b(?:says?|said|asks?|asked|asking|states?|stated|writes?|wrote|wants?|mentions?|claims?|requests?|requested|reads?|is)\b[^.!?\n]{0,16}$|\b(?:user|(?<!(?:allowed|hateful|violent|sexual|for|of) )(?:content|text|message|statement|request|question|query|input|sentence|post|comment))\b[^.!?\n]{0,12}:\s*$`,
  'i',
)
const policyDirect = new RegExp(
  String.raw`\b(?:${norms}|${code})\b(?:\s+(?:for|on|about|of|in|regarding|text|itself|document|above|given|provided|also|then|only|\w+ly|"q"|${code}|\w+))?(?:\s+\w+){0,3}?\s+${quotes}${link}$|\b(?:according to|per|as per|from|quoting|quoted from)\s+(?:[\w']+\s+){0,4}?(?:${norms}|${code})(?:\s+(?:for|on|about)\s+(?:[\w"]+\s*){1,3})?${link}$|\b(?:${norms}|${code})(?:'s (?:\w+ )?(?:text|wording|words|rule|definition))?\s*:\s*$`,
  'i',
)
const contentDirect = new RegExp(
  String.raw`\b${speaker}\b(?:\s+\w+ly|\s+also|\s+then|\s+here)?\s+(?:says?|said|states?|stated|writes?|wrote|reads?|asks?|asked|claims?|claimed|posted|posts?)${link}$|\b(?:user|content|text|message|post|comment)\s*:\s*$`,
  'i',
)
const policyAfter = new RegExp(
  String.raw`^["”’'.,]*\s*[,(–—-]*\s*(?:(?:says|states|reads)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:${norms})|(?:according to|per|as per)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:${norms}|${code})|(?:is|are) (?:stated|written|listed|given|quoted) (?:in|by) (?:the\s+)?(?:\w+\s+){0,2}(?:${norms}))\b`,
  'i',
)

/** A negation of saying or holding; `the policy does not allow "…"` quotes all the same. */
const denied =
  /\b(?:does(?:n['’]?t| not)|do(?:n['’]?t| not)|did(?:n['’]?t| not)|is(?:n['’]?t| not)|are(?:n['’]?t| not)|no(?:t|thing|where)?|never|without|neither|nor|cannot|can['’]?t|lacks?)\b(?! (?:allow|permit|tolerate|accept)\b)[^.!?\n]{0,40}$/i
const deniedAfter =
  /^["'”’)?.!,;: ]{0,4}(?:is|are|was|were)?\s*(?:not|n['’]t)\s+(?:\w+\s+){0,2}(?:in|part of|mentioned|listed|stated|present|defined|covered|included|explicit\w*)\b|^["'”’)?.!,;: ]{0,4}(?:isn['’]?t|aren['’]?t)\s+(?:\w+\s+){0,2}(?:in|part of|mentioned|listed|stated|present|defined|covered|included)\b|^["'”’)?.!,;: ]{0,4}(?:does|do)(?:n['’]t| not) (?:appear|occur|exist|stand)\b/i
const decoding =
  /\b(?:decod\w*|base ?64|rot ?13|hex(?:adecimal)?|binary|revers\w*|backwards?|leet\w*|cipher\w*|caesar|morse|translat\w*|unicode|zero[- ]width|homoglyph\w*|obfuscat\w*|deobfuscat\w*|spells?|acrostic|unscrambl\w*|concatenat\w*|punycode|encoded|pig latin|reads as|interpret\w* as)\b/i
const supposing =
  /\b(?:(?:might|may|could|would|should) (?:\w+ )?(?:say|state|read|be|write|ask|want|mention|include)\w*|if [\w' ]{1,40}\b(?:said|stated|wrote|read|were|had)|imagine|suppose|pretend|hypothetical(?:ly)?|as if|something like|along the lines of|in the style of)\b[^.!?\n]{0,24}$/i
const invented =
  /\b(?:e\.?g\.?|for example|for instance|something like|like|such as|similar to|as in|imagine|maybe|or)\b[\s,:(]*$/i
const drafting =
  /\b(?:answer\w*|output|respond\w*|response|reply|return|produce|write|ask(?:s|ed|ing)?|user|title|request\w*|thus|so we|let['’]s)\b[^.!?\n]{0,40}$/i

export function frameOf(trace: string, quotation: Quotation): QuotationFrame {
  const before = maskQuotations(leadIn(trace, quotation.start - 1))
  const after = leadOut(trace, quotation.end)
  const near = trace.slice(Math.max(0, quotation.start - 220), quotation.start)
  const { attribution, direct } = attributionOf(before, after)
  return {
    attribution,
    direct,
    denied: denied.test(before) || deniedAfter.test(after),
    decoded: attribution !== 'policy' && (decoding.test(near) || decoding.test(after.slice(0, 60))),
    supposed: supposing.test(before),
    illustrates: invented.test(before),
    drafted: drafting.test(before),
  }
}

/** Quotations further left speak for themselves; a mark left open hides what stands before it. */
function maskQuotations(before: string): string {
  const masked = before.replace(/["“][^"“”]*["”]/g, ' Q ')
  return masked.replace(/["“”]/g, ' ')
}

/** A policy named in the sentence is the source, unless a person or the content speaks after it. */
function attributionOf(
  before: string,
  after: string,
): { readonly attribution: Attribution; readonly direct: boolean } {
  if (contentDirect.test(before)) return { attribution: 'content', direct: true }
  const direct = policyDirect.test(before) || policyAfter.test(after)
  const fromPolicy =
    direct || [policySays, underPolicy, underNothing].some((cue) => cue.test(before))
  if (!fromPolicy)
    return { attribution: contentSays.test(before) ? 'content' : undefined, direct: false }
  if (!direct && /\buser\b[^.!?\n]{0,30}$/i.test(before))
    return { attribution: 'content', direct: false }
  return { attribution: 'policy', direct }
}
