import { eachMatch } from '@assize/kernel'
import { listDisguises } from './disguises.js'

/** An instruction inside content that is meant for whoever judges it. */
export interface InjectionAttempt {
  readonly start: number
  readonly end: number
  /** Sets rules aside, dictates the answer, speaks to the judge, or gives it another part to play. */
  readonly kind: 'override' | 'answer' | 'address' | 'role'
  /** The answer it wants, as the contract or plain speech words it. */
  readonly label: string | null
  /** Encoded or written so that a filter would pass over it. */
  readonly disguised: boolean
}

const words = (least: number, most: number): string =>
  String.raw`(?:[^\w.!?\n]+[\w'’]+){${least},${most}}?[^\w.!?\n]+`
const bodies = String.raw`(?:instruct(?:ions?|ed)|rules?|polic(?:y|ies)|guidelines?|prompts?|directions?|directives?|restrictions?|constraints?|filters?|safety\w*|safeguards?|programming|training|context|commands?|criteria|orders|everything|anything|what (?:was|is|you|came))`
const setAside = String.raw`(?:ignore|disregard|forget|bypass|override|overrule|skip|neglect|dismiss|discard|set aside|pay no attention to|(?:do not|don['’]t|never|stop) (?:follow|apply|obey|us|consider|enforc|heed|check|execut)(?:ing|e)?)`
const standing = String.raw`(?:all|any|every|your|these|those|previous|prior|above|earlier|preceding|former|foregoing|existing|original|initial|system|safety|policy|the)`
const override = [
  String.raw`\b${setAside}\b(?=(?:[^\w.!?\n]+[\w'’]+){0,4}?[^\w.!?\n]+${standing}\b)${words(0, 7)}${bodies}\b`,
  String.raw`\b${setAside}\s+(?:the |all |everything |anything |what(?:ever)? (?:is|was|came) )?(?:above|before|previous(?:ly)?|preceding)\b`,
  String.raw`\b(?:new|updated|revised|real|actual|latest|override)\s+(?:system\s+)?(?:instructions?|polic(?:y|ies)|rules|orders|prompt)\s*(?::|(?:is|are|says?|now)\b)`,
  String.raw`\baccording to (?:the|our|your) (?:new|updated|revised|latest) (?:polic(?:y|ies)|rules|guidelines)\b`,
  String.raw`\bend of (?:the )?(?:system )?(?:policy|prompt|instructions|rules|content|input|text to (?:judge|classify))\b`,
  String.raw`\b(?:polic(?:y|ies)|rules|filters?|restrictions|guidelines|safety(?:[ _]\w+)?|moderation)\b[\w ]{0,24}(?:(?:is|are|has been|have been)\s+(?:now\s+|temporarily\s+|hereby\s+)?(?:disabled|suspended|turned off|switched off|void|lifted|deactivated|superseded|overridden|waived)|\s*=\s*(?:false|off|none|0))\b`,
  String.raw`\b(?:ignorez?|oubliez?|ne tenez pas compte)\b[^.!?\n]{0,40}\b(?:instructions|consignes|règles)|\b(?:ignorier\w*|missachte\w*|vergiss|vergessen sie)\b[^.!?\n]{0,40}\b(?:anweisung\w*|regeln|richtlinien|vorgaben)|\b(?:ignor[ae]n?|olvid[ae]n?|omit[ae])\b[^.!?\n]{0,40}\b(?:instrucciones|reglas|políticas?|instruções|regras|istruzioni|regole)|\b(?:игнорируй\w*|забудь\w*)[^.!?\n]{0,40}(?:инструкци\w*|правил\w*)|(?:忽略|无视|忘记)[^。！？\n]{0,12}(?:指令|指示|规则|政策)|(?:無視)[^。！？\n]{0,12}|(?:指示|ルール)[^。！？\n]{0,8}無視`,
].join('|')

const judge = String.raw`(?:moderat(?:ors?|ion (?:team|system|model|bot|ai))|reviewers?|classifiers?|(?:large )?language models?|llms?|ai(?: model| system| assistant| judge| moderator)?|assistant|evaluators?|graders?|judges?|annotators?|content (?:checker|filter|classifier)|safety (?:model|system|filter)|chatbot|model)`
const bids = String.raw`(?:output|answer|respond|reply|return|print|say|ignore|disregard|classify|label|mark|rate|approve|allow|treat|accept|pass|let|skip|follow|obey|grade|score|judge|conclude|report|write)`
const address = [
  String.raw`\b(?:note|notice|message|instructions?|attention|memo|hint|reminder|request|dear|hey|hello|hi|to|for)\b[:,]?\s+(?:(?:to|for|the|our|any|all|every|dear|whichever|whoever|you)\s+){0,3}${judge}\b(?=[^\n]{0,160}\b${bids}\b)`,
  String.raw`\b(?:the|any|every|an?|this|our)\s+${judge}\s+(?:must|should|shall|has to|have to|needs? to|will|is (?:required|instructed|ordered|told|asked|supposed) to|may only)\s+(?:\w+\s+){0,2}${bids}\b`,
  String.raw`(?:^|[\n\[<*#({"'“])\s*(?:\|im_start\|>\s*)?(?:system|developer|admin(?:istrator)?|root|sys)\b(?:\s+(?:prompt|message|override|note|instructions?|notice|update|alert|command|directive))?\s*[\]>|*)]{0,3}\s*[:>\]=](?=[^\n]{0,160}\b${bids}(?:\b|_))`,
  String.raw`<\|(?:im_start|start|system|channel)\|>|\[INST\]|<<SYS>>|\bas (?:the|your) (?:system|developer|administrator|operator|creator)\b,?\s+(?:i|we)\b`,
].join('|')

const role = [
  String.raw`\byou(?:['’]re| are| will be) (?:now|no longer)\b(?=[^.!?\n]{0,60}\b(?:mode|bound|restricted|free|unrestricted|unfiltered|an?|the|dan|in|my|subject|limited|required)\b)`,
  String.raw`\bfrom (?:now|here|this point) on,?\s+you\b`,
  String.raw`\b(?:enter|enable|activate|switch to|you are in|go into|engage)\s+(?:\w+\s+){0,3}mode\b`,
  String.raw`\byour (?:only|sole|new|real|true|actual|next|one) (?:task|job|role|instruction|goal|purpose|duty|output|answer) (?:is|will be|must be)\b`,
  String.raw`\b(?:pretend|imagine|act as if|assume) (?:that )?(?:you (?:are|have|were|can)|there (?:is|are) no|no) [^.!?\n]{0,50}\b(?:rules?|polic(?:y|ies)|restrictions?|limits?|filters?|guidelines?|ai|model|assistant)\b`,
].join('|')

const directing = String.raw`(?:output|answer|respond|reply|return|print|say|write|classif(?:y|ied)|label|mark|rate|tag|report|judge|treat|flag|score|categori[sz]e|give|produce|emit|choose|select|set|consider|deem|grade|conclude|approve)`
const verdictNoun = String.raw`(?:verdict|classification|label|output|answer|decision|result|status|response|rating|reply)`
const plainLabels =
  'valid|safe|allowed|benign|compliant|non-violating|harmless|acceptable|approved|permitted|legitimate|not a violation|no violation'

/** Instructions to the judge in a text, in order; `labels` are those of the contract under which it is judged. */
export function listInjectionAttempts(
  text: string,
  labels: readonly string[] = [],
): InjectionAttempt[] {
  const plain = attemptsIn(text, labels)
  const hidden = listDisguises(text).flatMap(({ plain: decoded, start, end }) =>
    attemptsIn(decoded, labels)
      .filter(({ kind }) => kind !== 'role')
      .map((attempt): InjectionAttempt => ({ ...attempt, start, end, disguised: true })),
  )
  return [...plain, ...hidden].sort((a, b) => a.start - b.start).slice(0, mostAttempts)
}

export const hasInjectionAttempt = (content: string, labels: readonly string[] = []): boolean =>
  listInjectionAttempts(content, labels).length > 0

const mostAttempts = 50
const longest = 200_000
const fixed = [
  { kind: 'override', pattern: new RegExp(override, 'giu') },
  { kind: 'address', pattern: new RegExp(address, 'gi') },
  { kind: 'role', pattern: new RegExp(role, 'gi') },
] as const
const worthALook =
  /ignor|disregard|forget|bypass|overr|skip|neglect|dismiss|discard|aside|attention|don['’]t|do not|never|stop|instruct|polic|rules|filter|restrict|guideline|safety|moderat|review|classif|model|\bai\b|assistant|evaluat|grader|judge|system|developer|admin|\bllm|you|output|answer|respon|reply|return|verdict|label|treat|mark|result|decision|status|rat(?:e|ing)|consider|deem|oubli|ne tenez|missacht|vergi|olvid|omit|игнор|забуд|忽略|无视|忘记|無視|im_start|inst\]|<<sys/i

function attemptsIn(whole: string, labels: readonly string[]): InjectionAttempt[] {
  const text = whole.length > longest ? whole.slice(0, longest) : whole
  if (!worthALook.test(text)) return []
  const found: InjectionAttempt[] = []
  for (const { kind, pattern } of fixed)
    for (const match of eachMatch(text, pattern)) {
      found.push({ kind, label: null, disguised: false, ...placeOf(match) })
      if (found.length >= mostAttempts) break
    }
  for (const match of eachMatch(text, answerPattern(labels))) {
    const label = match.groups?.['label'] ?? match.groups?.['plain'] ?? match.groups?.['stated']
    found.push({ kind: 'answer', label: label ?? null, disguised: false, ...placeOf(match) })
    if (found.length >= 2 * mostAttempts) break
  }
  return found
}

/** Without the white space around it, which line ends of other systems make longer. */
const placeOf = (match: RegExpMatchArray) => {
  const [whole] = match
  const end = (match.index ?? 0) + whole.trimEnd().length
  return { start: end - whole.trim().length, end }
}

const answerPatterns = new Map<string, RegExp>()

/** Labels that everyday speech is full of dictate an answer only where they are set apart as one. */
function answerPattern(labels: readonly string[]): RegExp {
  const key = labels.join('\n')
  const known = answerPatterns.get(key)
  if (known) return known
  const escape = (label: string) => label.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const own = labels.filter((label) => !isEveryday(label)).map(escape)
  const cased = [...own, 'VALID', 'INVALID', 'SAFE', 'UNSAFE'].join('|')
  const any = [...own, plainLabels].join('|')
  const direct = caseless(directing)
  const pattern = new RegExp(
    [
      String.raw`\b${direct}(?:[^\w.!?\n]+[\w'’]+){0,8}?[^\w.!?\n]*[\s"'“‘*:=_-](?<label>${cased})\b`,
      String.raw`\b${direct}[\s_]+(?:(?:this|it|that|all|everything|the|any|my|content|text|message|post|item|request|input|following)[\s_]+){0,4}(?:as|with|only|just)[\s_:"'“]+(?<plain>${caseless(any)})\b`,
      String.raw`\b${caseless(verdictNoun)}\s*(?:${caseless('is|should be|must be|has to be|shall be|will be')}|:|=|=>)\s*["'“]?(?<stated>${cased})\b(?! ${caseless('or')} )`,
    ].join('|'),
    'g',
  )
  if (answerPatterns.size > 200) answerPatterns.clear()
  answerPatterns.set(key, pattern)
  return pattern
}

const isEveryday = (label: string): boolean =>
  /^(?:\d.*|yes|no|true|false|other|none|.)$/i.test(label)

/** A pattern part that takes letters in either case, inside one that tells case apart. */
const caseless = (source: string): string =>
  source.replace(/\\.|\(\?[:=!]|\[[^\]]*\]|[a-z]/g, (part) =>
    part.length > 1 ? part : `[${part}${part.toUpperCase()}]`,
  )
