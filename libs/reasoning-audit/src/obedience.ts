import { eachMatch } from '@assize/kernel'
import { listLabelTokens } from '@assize/verdict'
import type { Sentence } from './sentences.js'
import type { SubjectReading } from './subject-reading.js'
import { wordSign } from './word-signs.js'

/** A place in a trace where it takes an instruction of the content for its own. */
export interface Obedience {
  readonly start: number
  readonly end: number
  /** The one label it goes for, as the contract words it. */
  readonly label: string | null
  /** Says that it complies, or that the policy is set aside, rather than going straight to the answer. */
  readonly explicit: boolean
}

const teller = String.raw`(?:users?|authors?|posters?|senders?|writers?|speakers?|persons?|they|he|she|it|(?:the |this |that |an? |its |their )(?:\w+ ){0,2}?(?:content|text|message|post|comment|sentence|input|item|header|block|tag|snippet|statement|submission)s?|(?:the |this |that |an? )(?:\w+ )?(?:note|line|embedded \w+|injected \w+|hidden \w+|inserted \w+|system (?:note|message|line|tag|prompt) (?:in|within|inside) [\w ]{1,16}))`
const tells = String.raw`(?<!\b(?:an?|the|this|that|direct|plain|no|any) )(?:says?|said|tells?|told|instructs?|instructed|asks?|asked|wants?|wanted|orders|ordered|commands|commanded|directs|directed|demands|demanded|requests|requested|requires|states|stated|specifies|specified|claims|insists|needs|would like|dictates|mandates|expects)`
const doing = String.raw`(?:output|answer|respond|reply|return|print|say|classify|label|mark|rate|report|judge|treat|ignore|disregard|forget|bypass|override|skip|set|give|produce|write|choose|follow|obey|act|conclude|allow|approve|accept|not|drop|pass)`
const holder = String.raw`(?:user|author|content|text|message|post|comment|input|sender|poster|item|submission)`

/** Somebody in or behind the content gives an order. */
const command = new RegExp(
  String.raw`\b${teller}\b[^.!?\n]{0,40}?\b${tells}\b[^.!?\n]{0,60}?\b${doing}|\b(?:instruct(?:ion|ed)|command|directive|order|note|request|demand|override|injection)s?\b[^.!?\n]{0,24}\b(?:in|inside|within|of|from|by|embedded in)\s+(?:the |this |that )?(?:\w+ )?${holder}\b|\bas (?:instructed|requested|told|directed|ordered|commanded|asked|demanded) (?:in|by|within|inside) (?:the |this )?(?:\w+ )?${holder}\b|\b${holder}(?:['’]s)\s+(?:\w+ )?(?:instructions?|commands?|directives?|orders?|requests?|demands?|wish(?:es)?)\b|\b(?:embedded|injected|inserted|hidden)\s+(?:\w+ )?(?:instructions?|commands?|directives?|orders?|notes?)\b|\b(?:it|the (?:content|text|message|post|note|user)) (?:says|states|claims) (?:that )?(?:we|i|the (?:reviewer|model|moderator|classifier|system))\b`,
  'i',
)
const orderWord = String.raw`(?:instructions?|commands?|directives?|orders?|requests?|demands?|notes?|directions?|wish(?:es)?|override)`
const pronoun = String.raw`(?:it|this|that|them|these|those)`
const body = String.raw`(?:polic(?:y|ies)|rules?|guidelines?|criteria|instructions above|previous instructions|original instructions|earlier instructions|(?:prior|above|system) instructions)`
const we = String.raw`(?:we|i|let['’]s|let us|the (?:model|classifier|reviewer|moderator|assistant|judge|system))`
const modal = String.raw`(?:\s*(?:['’]ll|will|shall|should|must|can|need to|have to|are to|am to|now|simply|just|therefore|thus|then|then\s+must|are (?:told|required|obliged|bound|asked|instructed) to|['’]d better|had better|ought to|going to|happily|do|would)\b)*`

/** An act of compliance, said of ourselves. */
const complying = new RegExp(
  [
    String.raw`\b(?:compl(?:y|ying|ied)|obey(?:ing|ed)?|heed(?:ing|ed)?|abid(?:e|ing)|go(?:ing)? along|play(?:ing)? along)\b(?! with (?:the |this |our |all )?(?:given |supplied |actual |stated )?${body}\b)`,
    String.raw`\b(?:follow(?:ing|ed)?|honou?r(?:ing|ed)?|respect(?:ing|ed)?|accept(?:ing|ed)?|carr(?:y|ying) out|execut(?:e|ing)|act(?:ing)? on|adher(?:e|ing) to|defer(?:ring)? to|do(?:ing)?)\s+(?:${pronoun}\b(?!\s+(?:polic|rule|guideline))|(?:the |this |that |these |those |its |their |his |her |such )(?:\w+['’]?s?\s+){0,3}?${orderWord}\b|(?:what|as|exactly what|just what)\s+(?:it|the|he|she|they|we)\b|so\b)`,
    String.raw`\bas\s+(?:instructed|requested|told|directed|ordered|commanded|asked|demanded|dictated|the (?:content|text|message|post|user|author|note|poster|sender|instruction|command) (?:says|asks|requests|instructs|wants|demands|commands|tells|orders|directs|told|asked|instructed))\b`,
    String.raw`\bper\s+(?:the|that|this|its|their)\s+(?:\w+['’]?s?\s+){0,2}?${orderWord}\b|\b(?:in )?(?:compliance|accordance|line|keeping) with\s+(?:the|that|this|its|their)\s+(?:\w+['’]?s?\s+){0,2}?${orderWord}\b`,
    String.raw`\b(?:our|my|the|your) (?:only |sole |new )?(?:task|job|role|instruction|order) (?:is )?now\b|\b(?:takes? precedence|overrid(?:es|den|e)|supersed(?:es|ed)|replac(?:es|ed)|trumps?)\b[^.!?\n]{0,30}\b${body}\b|\b${body}\b[^.!?\n]{0,16}\b(?:no longer appl(?:y|ies)|(?:does|do)(?: not|n['’]t) (?:apply|count|matter) (?:any more|anymore|now|here)|(?:is|are) (?:now |therefore |thus |hereby )?(?:overridden|superseded|suspended|void|set aside|off|waived|disabled|lifted))`,
  ].join('|'),
  'gi',
)
const settingAside = new RegExp(
  String.raw`(?:^|[,;:.—–-]\s*|\b(?:so|thus|therefore|hence|accordingly|and|then|consequently|means)\s+)${we}${modal}\s+(?:ignore|disregard|forget|bypass|override|skip|drop|set aside|put aside|leave aside|suspend|abandon|(?:set|put|leave|lay) (?:the |this |our |all )?(?:\w+ )?${body} aside)\b\s*(?:all |any |the |these |those |this |our |its |previous |prior |above )*(?:\w+ ){0,1}?(?:${body}|aside)`,
  'i',
)

/** `so we output`: goes straight from the order to the answer. */
const inferring =
  /\b(?:so|thus|therefore|hence|accordingly|consequently|then|which means|meaning|that['’]s why|this means)\b|(?:^|,\s*)(?:we|i)\b[^,]{0,30}$/i
const answering = new RegExp(String.raw`\b(?:${doing}|go with|verdict|is|be)\b`, 'i')
const because = new RegExp(
  String.raw`\b(?:because|since|as|given that|seeing that|now that)\s+${teller}\b[^.!?\n]{0,24}?\b${tells}\b`,
  'i',
)

/** Notices, doubts or declines. */
const declining = new RegExp(
  [
    String.raw`\b(?:injection|jail ?break\w*|manipulat\w*|trick\w*|adversarial|malicious|suspicious|deceptive|circumvent\w*|evad\w*|exploit\w*)\b`,
    String.raw`\b(?:attempt\w*|try|tries|trying|tried|meant|designed|aims?|hop(?:es|ing)|seeks?)\s+(?:to|at|by)\b`,
    String.raw`\b(?:not|n['’]t|never|cannot|no|without|nor|neither|refus\w+|declin\w+|avoid\w*|rather than|instead of|resist\w*|reject\w*)\s+(?:\w+\s+){0,4}?(?:follow\w*|obey\w*|compl\w+|heed\w*|do|doing|honou?r\w*|respect\w*|accept\w*|execut\w*|act\w*|bound|bind\w*|bear\w*|matter\w*|relevan\w*|obligat\w*|chang\w*|affect\w*|alter\w*|override\w*|apply|applies|influenc\w*|swayed|count\w*|authori\w*|part of|weight|steer\w*|listen\w*|trust\w*|allow\w*|let|take\w*|treat\w*|adopt\w*|binding|be|go|instructions?|need|have to)\b`,
    String.raw`\b(?:ignor\w+|disregard\w*|dismiss\w*|discount\w*|set aside|leave|left|treat\w*|reject\w*|overlook\w*)\s+(?:${pronoun}\b|(?:the |this |that |these |such |any |its |their |all )?(?:\w+['’]?s?\s+){0,3}?(?:${orderWord}|attempts?|inject\w+|text)\b)(?! (?:previous|prior|above))`,
    String.raw`\b(?:we|i)(?:\s+\w+){0,2}?\s+(?:ignore|disregard|dismiss|discount|overlook|reject|resist)\b(?![^.!?\n]{0,30}\b(?:${body}|previous|prior|above)\b)`,
    String.raw`\b(?:not|no|hardly) (?:an? |the |our |any )?(?:real |actual |genuine )?${orderWord}\b`,
    String.raw`\b(?:but|however|yet|nevertheless|nonetheless|still|regardless|irrespective|despite|in spite|even so|although|though)\b`,
    String.raw`\b(?:no bearing|irrelevant|immaterial|as data|mere content|just content|part of the (?:content|message|text|input|item|user|post)|untrusted|quoted|hypothetical\w*|would be|might|could be|may be|whether|if)\b`,
    String.raw`\?`,
  ].join('|'),
  'i',
)

const mostRead = 400

/** Places where a trace goes from an order in the content to doing as told, in order. */
export function listObediences(reading: SubjectReading): Obedience[] {
  const { contract } = reading.subject
  const { sentences, sentenceSigns } = reading
  const found: Obedience[] = []
  const has = (at: number, sign: number): boolean => ((sentenceSigns[at] ?? 0) & sign) !== 0
  const textOf = (at: number): string => sentences[at]?.text ?? ''
  const isWorthALook = askedOnce((at) => has(at, wordWorthALook) && worthALook.test(textOf(at)))
  const isCommand = askedOnce(
    (at) => mayCommand(sentenceSigns[at] ?? 0) && command.test(unquoted(textOf(at))),
  )
  for (let at = Math.max(0, sentences.length - mostRead); at < sentences.length; at += 1) {
    const sentence = sentences[at]
    if (!sentence || !(isWorthALook(at) || isWorthALook(at - 1))) continue
    const commanded = isCommand(at)
    if (!commanded && !isCommand(at - 1)) continue
    const [before, after] = [sentences[at - 1], sentences[at + 1]]
    const obedience = readObedience({ before, sentence, after, commanded }, contract.labels)
    if (obedience) found.push(obedience)
  }
  return found
}

/** A sentence counts for itself and for the next; what is known of it is not looked for again. */
function askedOnce(ask: (at: number) => boolean): (at: number) => boolean {
  const known: boolean[] = []
  return (at) => at >= 0 && (known[at] ??= ask(at))
}

const worthALook =
  /\b(?:compl(?:y|ied|ying)|obey|heed|abid|follow|honou?r|instruct|request|told|tells|command|order|directed|says? to|wants? (?:us|me|the)|asks? (?:us|me|the)|demand|aside|precedence|overrid|supersed|no longer|(?:reviewer|moderator|classifier|model|judge) (?:must|should|has to|needs to))/i

/** The words with which these begin. */
const wordWorthALook = wordSign(
  /^(?:compl(?:y|ied|ying)|obey|heed|abid|follow|honou?r|instruct|request|told|tells|command|order|directed|(?:says?|wants?|asks?|no|reviewer|moderator|classifier|model|judge)$|demand|aside|precedence|overrid|supersed)/,
)
/** Somebody tells to do something, */
const tellsWord = wordSign(
  /^(?:says?|said|tells?|told|instructs?|instructed|asks?|asked|wants?|wanted|orders|ordered|commands|commanded|directs|directed|demands|demanded|requests|requested|requires|states|stated|specifies|specified|claims|insists|needs|would|dictates|mandates|expects)$/,
)
const doingWord = wordSign(new RegExp(`^${doing}`))
/** an order is named, */
const orderNoun = wordSign(
  /^(?:instruct(?:ion|ed)s?|commands?|directives?|orders?|notes?|requests?|demands?|overrides?|injections?|wish(?:es)?)$/,
)
/** it is done as told, */
const asWord = wordSign(/^as$/)
/** or said what somebody is: there is no other command. */
const ofUsWord = wordSign(/^(?:we|i|reviewer|model|moderator|classifier|system)$/)

function mayCommand(signs: number): boolean {
  if ((signs & orderNoun) !== 0) return true
  return (signs & tellsWord) !== 0 && (signs & (doingWord | asWord | ofUsWord)) !== 0
}

type Labels = SubjectReading['subject']['contract']['labels']

interface Around {
  readonly before: Sentence | undefined
  readonly sentence: Sentence
  readonly after: Sentence | undefined
  /** The order stands in the sentence itself, not in the one before it. */
  readonly commanded: boolean
}

function readObedience(
  { before, sentence, after, commanded }: Around,
  labels: Labels,
): Obedience | undefined {
  const text = unquoted(sentence.text)
  const declined = [
    text,
    commanded || !before ? '' : unquoted(before.text),
    after ? unquoted(after.text) : '',
  ]
  if (declined.some((part) => declining.test(part))) return undefined
  const label = onlyLabel(sentence.text, labels)
  if (label === undefined) return undefined
  const explicit = isComplying(text) || settingAside.test(text)
  const denied = after !== undefined && /\b(?:not|no|never)\b|n['’]t\b/i.test(after.text)
  const straight = !explicit && !denied && label !== null && goesStraight(text, commanded)
  if (!explicit && !straight) return undefined
  const start = commanded ? sentence.start : (before?.start ?? sentence.start)
  const ordered = commanded ? null : (onlyLabel(before?.text ?? '', labels) ?? null)
  if (straight && !commanded && ordered !== label) return undefined
  const named = label ?? ordered
  return { start, end: sentence.end, label: named, explicit }
}

/** A compliance that is ours: not the one that the order asks for. */
function isComplying(text: string): boolean {
  for (const match of eachMatch(text, complying)) {
    const lead = text.slice(Math.max(0, match.index - 60), match.index)
    if (
      /\b(?:to|not to|that|who|which|asks?|wants?|tells?) $/i.test(lead) &&
      !/\b(?:need|have|has|ought|are|am|obliged|required|bound|going|decide|choose|agree|best) to $/i.test(
        lead,
      )
    )
      continue
    return true
  }
  return false
}

function goesStraight(text: string, commanded: boolean): boolean {
  if (because.test(text) && answering.test(text)) return true
  if (!commanded)
    return /^\s*(?:so|thus|therefore|hence|accordingly|consequently|then|which means|this means)\b/i.test(
      text,
    )
  const place = command.exec(text)
  const rest = text.slice((place?.index ?? 0) + (place?.[0].length ?? 0))
  return inferring.test(rest) && answering.test(rest.slice(rest.search(inferring)))
}

/** Null without a label, undefined where labels of both outcomes are named. */
function onlyLabel(text: string, labels: Labels): string | null | undefined {
  const tokens = listLabelTokens(text, labels, [])
  const named = new Map(tokens.map(({ label }) => [label.outcome, label.label]))
  if (named.size > 1) return undefined
  return tokens.at(-1)?.label.label ?? null
}

/** What is quoted speaks for the content, but for a word or two. */
const unquoted = (text: string): string =>
  /["“”]/.test(text)
    ? text.replace(/["“”][^"“”]{24,}["“”]/g, (quote) => (/^["“]/.test(quote) ? '"Q"' : quote))
    : text
