import type { Quotation } from './quotations.js'
import { leadIn, leadOut } from './sentences.js'

/** Whom a trace says a quotation is from; undefined where it says nothing, as with scare quotes. */
export type Attribution = 'policy' | 'content' | undefined

const body = String.raw`(?:polic(?:y|ies)|guidelines?|rules?|instructions?|definitions?|criteri(?:a|on)|section|system (?:prompt|message)|developer(?: message)?|prompt|examples?|categor(?:y|ies)|subcategory|[A-Z]{1,8}[-.]?\d[\w.]*)`
const says = String.raw`(?:says?|said|states?|stated|reads?|includes?|included|mentions?|mentioned|lists?|listed|defines?|defined|allows?|requires?|prohibits?|forbids?|covers?|tells?|indicates?|specif(?:y|ies)|describes?|classif(?:y|ies)|is|are|has|have|contains?|gives?)`

const policySays = new RegExp(
  String.raw`\b${body}\b[^"“”.!?\n]{0,40}?\b${says}\b[^"“”.!?\n]{0,50}$|\b${body}\b[^"“”.!?\n]{0,24}:\s*$`,
  'i',
)
const underPolicy = new RegExp(
  String.raw`\b(?:according to|per|under|as per|based on|following|from|in)\s+(?:the |this |our |these |openai(?:'s)? )?[\w ]{0,24}\b${body}\b[^"“”.!?\n]{0,40}$`,
  'i',
)
const underNothing =
  /\b(?:falls? (?:under|into)|classified (?:as|under)|(?:dis)?allowed(?: content| under| if| as)?|prohibited(?: content| under)?)\b["”’')]?[^"“”.!?\n]{0,24}$/i
const contentSays =
  /\b(?:user|users|person|speaker|author|poster|they|he|she|(?<!(?:allowed|hateful|violent|sexual|for|of) )(?:content|text|message|statement|sentence|post|request|question|query|input))\b[^"“”.!?\n]{0,24}?\b(?:says?|said|asks?|asked|asking|states?|stated|writes?|wrote|wants?|mentions?|claims?|requests?|requested|reads?|is)\b[^"“”.!?\n]{0,16}$|\b(?:user|(?<!(?:allowed|hateful|violent|sexual|for|of) )(?:content|text|message|statement|request|question|query|input|sentence))\b[^"“”.!?\n]{0,12}:\s*$/i
const denied =
  /\b(?:does(?:n['’]?t| not)|do(?:n['’]?t| not)|did(?:n['’]?t| not)|is(?:n['’]?t| not)|are(?:n['’]?t| not)|no(?:t|thing|where)?|never|without|neither|nor|cannot|can['’]?t|lacks?)\b[^"“”.!?\n]{0,40}$/i
const deniedAfter =
  /^["'”’)?.!,;: ]{0,4}(?:is|are|was|were)?\s*(?:not|n['’]t)\s+(?:\w+\s+){0,2}(?:in|part of|mentioned|listed|stated|present|defined|covered|included|explicit\w*)\b|^["'”’)?.!,;: ]{0,4}(?:isn['’]?t|aren['’]?t)\s+(?:\w+\s+){0,2}(?:in|part of|mentioned|listed|stated|present|defined|covered|included)\b/i
const decoding =
  /\b(?:decod\w*|base ?64|rot ?13|hex(?:adecimal)?|binary|revers\w*|backwards?|leet\w*|cipher\w*|caesar|morse|translat\w*|unicode|zero[- ]width|homoglyph\w*|obfuscat\w*|deobfuscat\w*|spells?|acrostic|unscrambl\w*|concatenat\w*|punycode|encoded|pig latin|reads as|interpret\w* as)\b/i
const invented =
  /\b(?:e\.?g\.?|for example|for instance|something like|like|such as|similar to|as in|imagine|maybe|or)\b[\s,:(]*$/i

const drafting =
  /\b(?:answer\w*|output|respond\w*|response|reply|return|produce|write|ask(?:s|ed|ing)?|user|title|request\w*|thus|so we|let['’]s)\b[^"“”.!?\n]{0,40}$/i

/** Marks around a quotation, read from the words before it in the same sentence and right after it. */
export interface QuotationFrame {
  readonly attribution: Attribution
  /** Said not to be there (`the policy does not say "…"`). */
  readonly denied: boolean
  /** Given as the plain reading of encoded or disguised content. */
  readonly decoded: boolean
  /** Offered as an illustration rather than as somebody's words. */
  readonly illustrates: boolean
  /** A text the model means to write: an answer, an example of a request. */
  readonly drafted: boolean
}

export function frameOf(trace: string, quotation: Quotation): QuotationFrame {
  const before = leadIn(trace, quotation.start - 1)
  const after = leadOut(trace, quotation.end)
  const near = trace.slice(Math.max(0, quotation.start - 220), quotation.start)
  return {
    attribution: attributionOf(before),
    denied: denied.test(before) || deniedAfter.test(after),
    decoded: decoding.test(near) || decoding.test(after.slice(0, 60)),
    illustrates: invented.test(before),
    drafted: drafting.test(before),
  }
}

/** A policy named in the sentence is the source, unless a person or the content speaks after it. */
function attributionOf(before: string): Attribution {
  const plain = before.replace(/["“”]/g, ' ')
  const fromPolicy = [policySays, underPolicy, underNothing].some((cue) => cue.test(plain))
  const fromContent = contentSays.test(plain)
  if (!fromPolicy) return fromContent ? 'content' : undefined
  return /\buser\b[^"“”.!?\n]{0,30}$/i.test(plain) ? 'content' : 'policy'
}
