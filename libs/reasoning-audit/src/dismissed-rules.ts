/** Words that may stand between a negation and the name of what is not there. */
const light = String.raw`(?:(?:an?|any|such|explicit|specific|separate|the|this|that|of|for|in|as|to|by|with|so|there|is|are|was|be|been|has|have|had|does|do|did|even|actually|really|a thing|code|codes|category|categories|level|rule|rules|section|label|subcode|entry|item|called|named|labell?ed|like|defin\w+|contain\w*|includ\w+|list\w*|mention\w*|us\w+|see\w*|find|found|recogni[sz]\w+|know\w*|provid\w+|specif\w+|appear\w*|exist\w*|number\w*|name|policy|text|here|version|anything|something|it|we|i|up|option)[\s,]+)`
const negation = String.raw`(?:no|not|never|nor|neither|nothing|nowhere|none|without|lacks?|lacking|missing|cannot|\w+n['’]t|instead of|rather than|if (?:there|the policy|it) (?:was|were|had)|had there been|were there|invent\w*|imagin\w*|mak(?:e|ing) up|made up|misread|misremember\w*|confus\w+|mix\w+ up|(?:leav|sett?|putt?)\w* aside|forget|scrap|strike|drop|skips?|skipping|omits?)`
const existing = String.raw`(?:(?:un)?defin\w*|exist\w*|list\w*|present|appear\w*|includ\w*|mention\w*|provided|part of|there\b|specified|given|found|among|one of|known|know\w*|available|in use|used|valid|real|an? option|option|entry|place|basis|trace|support|counterpart|to be (?:seen|found)|in (?:the|this|our)|on (?:the|this|our)|an? (?:\w+ )?(?:code|category|level|rule|section|label|thing))`
const lost = String.raw`(?:undefined|missing|absent|unknown|non-?existent|unlisted|unused|invented|made[- ]up|imaginary|fictitious|hypothetical|skipped|reserved|removed|dropped|deleted|retired|withdrawn|gone|left out|out of the question|off the table|an? (?:mistake|slip|typo|error|invention)|my (?:own )?(?:mistake|guess|invention)|from elsewhere|(?:\w+ ){0,2}i (?:made up|invented|imagined|remember)|(?:from|of|in|belongs to|part of|what) (?:an?other|a different|some other|other|the (?:old|previous|other|earlier)) (?:polic\w+|versions?|documents?|taxonom\w+|lists?|schemes?))`
const giving = String.raw`(?:have|has|defin\w*|lists?|listing|includ\w*|contain\w*|mention\w*|knows?|names?|provid\w*|gives?|uses?|go(?:es)?|has got|speaks? of|see|find)`
const nothing = String.raw`(?:(?:finds?|found|yields?|gives?|shows?|returns?|see|saw|:|and|but)\s+nothing|nothing (?:like|of))`

const before = new RegExp(
  String.raw`\b(?:${negation}[\s,]+${light}{0,8}|(?:used to be|jumps? over|(?:stops?|ends?) (?:\w+ )?(?:before|short of)|never speaks of|not (?:go |run )?(?:up )?to)\s+(?:an?\s)?)["'“‘(]?(?:[DR]-)?$`,
  'i',
)
const after = new RegExp(
  [
    String.raw`^["'”’)]*[\s,(:–—-]*${light}{0,5}${negation}[\s,]+(?:\w+\s+){0,3}?${existing}`,
    String.raw`^["'”’)]*[\s,(:–—-]*${light}{0,3}(?:\w+ly )?(?:would be |being |seems |looks )?(?:\w+ly )?${lost}(?![\p{L}\p{N}])`,
    String.raw`^["'”’)]*,? (?:if|had) (?:it|there|that|one)\s+(?:existed|were|was|been)\b`,
    String.raw`^["'”’)]*[\s,(:–—-]*${light}{0,5}${negation}\s+(?:(?:meaning|place|role|part)\s+)?here\b`,
    String.raw`^[^.!?\n]{0,40}\b(?:if|were) (?:there|it) (?:(?:was|were|is) )?(?:one|such|existed|defined|given)\b`,
    String.raw`^[^.!?\n]{0,30}\b${nothing}\b|^["'”’)]*: nothing\b`,
  ].join('|'),
  'iu',
)
const asides = String.raw`(?:(?:no|wait|hmm|actually|but|oops|well|then|however|and|yet|though|nope|except|only that|i think)[\s,.…–—-]+){0,3}`
/** Said of it in what comes next, without its name. */
const next = new RegExp(
  [
    String.raw`^[^.!?\n]{0,50}?["'”’)]*[?.!…,;:–— -]+${asides}(?:${[
      String.raw`(?:that|this|it|which|such)(?:['’]s)?(?: (?:a )?(?:one|code|rule|category|section|label|thing))?\s+(?:\w+\s+){0,2}?(?:${negation}\s+(?:\w+\s+){0,2}?(?:${existing}|from (?:this|the))|(?:would be |seems )?${lost}(?![\p{L}\p{N}]))`,
      String.raw`(?:there (?:is|are|was)(?: no|n['’]t| not)|there['’]s (?:no|not)|no) (?:such|code|category|rule|section|level|mention|entry|trace)`,
      String.raw`(?:there is|there['’]s|there was) none\b`,
      String.raw`(?:not|never|nowhere|(?:does|is|do)n['’]t) (?:\w+ ){0,2}?${existing}`,
      String.raw`not here\b`,
      String.raw`(?:i|we) (?:do not|don['’]t|cannot|can['’]t|could not|couldn['’]t) (?:see|find|have)\b`,
      String.raw`(?:the |this |our |their )?(?:policy|list|text|rules?|codes?|version|document|scheme|numbering|we)\s+(?:(?:only|just|merely)\s+${giving}|(?:\w+\s+)?${negation}\s+(?:\w+\s+)?${giving}|(?:lacks?|omits?|skips?)|(?:lists?|has|have|knows?|defin\w+) (?:no|nothing|none|other|only)\b|${giving} (?:no|nothing|none|other|only)\b|(?:stops?|ends?) (?:at|with)|(?:goes|go|runs?) (?:from|up to|to|only))\b`,
      String.raw`(?:the )?(?:highest|last|final|only)(?: \w+)? (?:codes? |rules? |categor\w+ |sections? |levels? )?(?:is|are|being)\b`,
    ].join('|')})`,
    String.raw`^[^.!?\n]{0,30}\?["'”’)]*\s+(?:(?:no|nope)\b(?! (?:doubt|question|other|exception|need|excuse))|(?:it|they|that|there) (?:does|is|has|do|are|have)(?:n['’]t| not)\b|it seems not|nothing (?:like|of))`,
    String.raw`^["'”’)]*\s+aside\b`,
  ].join('|'),
  'iu',
)

const reach = 90

/** Whether the trace itself says that there is no such rule (`SC1? There's no SC1 defined`). */
export function isDismissedAt(trace: string, start: number, end: number): boolean {
  const lead = trace.slice(Math.max(0, start - reach), start)
  const opening = lead.slice(lastEnd(lead))
  const rest = trace.slice(end, end + reach)
  const closing = rest.slice(0, firstEnd(rest))
  return (
    before.test(opening) ||
    after.test(closing) ||
    next.test(rest) ||
    isDenied(opening, closing) ||
    answeredNo.test(rest)
  )
}

/** Words of absence anywhere in the clause: `the policy knows nothing of it`, `the codes end well before it`. */
const absence =
  /\b(?:no|not|never|nor|neither|none|nothing|nowhere|nobody|without|lacks?|lacking|missing|absent|unknown|undefined|imaginary|invent\w*|made[- ]up|imagin\w*|in vain|fails? to|wish\w*|before|short of|beyond|past|scratch|strike|forget|search\w*|look(?:ed|ing)? for|instead of|rather than|misremember\w*|confus\w*|mistak\w*|cannot|unable|rul(?:e[ds]?|ing) out|inapplicable|irrelevant|n\/a|off the table|aside|gone|removed|deleted|stops?|ends?|falls? (?:away|out)|out(?=[\s.,;!]*$)|figment|fiction\w*|fantas\w*|elsewhere|hypothetical\w*|would have|phantom|ghost|bogus|spurious|erroneous\w*|wrong(?:ly)?|error|typo|slip|hallucinat\w*|non-?exist\w*|highest|retired|withdrawn|deprecated|obsolete|dropped|reserved|skip\w*|jump\w*|(?:an?other|a different|some other|the (?:old|previous|earlier)) (?:polic\w+|versions?|lists?|documents?|scheme\w*|set|sheet|catalogue)|were there|had there|if there)\b|n['’]t\b/i
/** What is denied is that the content may be so: the rule itself is gone by. */
const ofContent =
  /\b(?:no|not|n['’]t|never|without|before|beyond|past|nothing|none|neither|cannot)\s*(?:\w+\s+){0,2}?(?:allow\w*|permit\w*|accept\w*|compl(?:y|ies|iant)|fine|okay?|safe|harmless|legitimate|tolera\w*|innocent|conform\w*|meet|pass|satisf\w*|doubt\w*|question|stay|remain|only|just|merely|exempt\w*|long|escape|surpris\w*|hesita\w*|avoid\w*|matter|less)\b/i
const clauseEnd =
  /[;:—–]|,(?= (?:and|but|so|because|since|which|as|while|though)\b)|\b(?:but|because|since|although|though|while)\b/gi

function isDenied(opening: string, closing: string): boolean {
  const lead = opening.slice(([...opening.matchAll(clauseEnd)].at(-1)?.index ?? -1) + 1)
  const cut = closing.search(clauseEnd)
  const clause = `${lead} X ${cut < 0 ? closing : closing.slice(0, cut)}`
  return absence.test(clause) && !ofContent.test(clause)
}

/** `Is there X? There is not.` */
const answeredNo =
  /^[^.!?\n]{0,30}\?["'”’)]*\s+(?:(?:there|it|that|they) \w+ (?:not|no|none)\b|none\b|hardly\b|not (?:here|in|that|so|one|any|at)\b|never\b|nothing\b)/i

const lastEnd = (text: string): number => {
  const ends = [...text.matchAll(/[.!?…]["'”’)\]]*\s|\n/g)].at(-1)
  return ends ? ends.index + ends[0].length : 0
}

const firstEnd = (text: string): number => {
  const found = /[.!?…]["'”’)\]]*(?:\s|$)|\n/.exec(text)
  return found ? found.index : text.length
}
