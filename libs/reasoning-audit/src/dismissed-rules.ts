import { isAsserted } from './asserted-rules.js'

/** Words that may stand between a negation and the name of what is not there. */
const light = String.raw`(?:(?:an?|any|such|explicit|specific|separate|the|this|that|of|for|in|as|to|by|with|so|there|is|are|was|be|been|has|have|had|does|do|did|even|actually|really|a thing|code|codes|category|categories|level|rule|rules|section|label|subcode|entry|item|called|named|labell?ed|like|defin\w+|contain\w*|includ\w+|list\w*|mention\w*|us\w+|see\w*|find|found|recogni[sz]\w+|know\w*|provid\w+|specif\w+|appear\w*|exist\w*|number\w*|name|policy|text|here|version|anything|something|it|we|i|up|option)[\s,]+)`
const negation = String.raw`(?:no|not|never|nor|neither|nothing|nowhere|none|without|lacks?|lacking|missing|cannot|\w+n['’]t|instead of|rather than|if (?:there|the policy|it) (?:was|were|had)|had there been|were there|invent\w*|imagin\w*|mak(?:e|ing) up|made up|misread|misremember\w*|confus\w+|mix\w+ up|(?:leav|sett?|putt?)\w* aside|forget|scrap|strike|drop|skips?|skipping|omits?)`
const existing = String.raw`(?:(?:un)?defin\w*|exist\w*|list\w*|present|appear\w*|includ\w*|mention\w*|provided|part of|there\b|specified|given|found|among|one of|known|know\w*|available|in use|used|valid|real|an? option|option|entry|place|basis|trace|support|counterpart|to be (?:seen|found)|in (?:the|this|our)|on (?:the|this|our)|an? (?:\w+ )?(?:code|category|level|rule|section|label|thing))`
const lost = String.raw`(?:undefined|missing|absent|unknown|non-?existent|unlisted|unused|invented|made[- ]up|imaginary|fictitious|hypothetical|skipped|reserved|removed|dropped|deleted|retired|withdrawn|gone|left out|out of the question|off the table|an? (?:mistake|slip|typo|error|invention)|my (?:own )?(?:mistake|guess|invention)|from elsewhere|(?:\w+ ){0,2}i (?:made up|invented|imagined|remember)|(?:from|of|in|belongs to|part of|what) (?:an?other|a different|some other|other|the (?:old|previous|other|earlier)) (?:polic\w+|versions?|documents?|taxonom\w+|lists?|schemes?))`
const giving = String.raw`(?:have|has|defin\w*|lists?|listing|includ\w*|contain\w*|mention\w*|knows?|names?|provid\w*|gives?|uses?|go(?:es)?|has got|speaks? of|see|find)`
const nothing = String.raw`(?:(?:finds?|found|yields?|gives?|shows?|returns?|see|saw|:|and|but)\s+nothing|nothing (?:like|of))(?! (?:else|more|less|but))`

const before = new RegExp(
  String.raw`\b(?:${negation}[\s,]+${light}{0,8}|(?:used to be|jumps? over|(?:stops?|ends?) (?:\w+ )?(?:before|short of)|never speaks of|not (?:go |run )?(?:up )?to)\s+(?:an?\s)?)["'“‘(]?(?:[DR]-)?$`,
  'i',
)
const after = new RegExp(
  [
    String.raw`^["'”’)]*[\s,(:–—-]*${light}{0,5}${negation}[\s,]+(?:\w+\s+){0,3}?${existing}`,
    String.raw`^(?!["'”’)]*: \w+ \p{L})["'”’)]*[\s,(:–—-]*${light}{0,3}(?:\w+ly )?(?:would be |being |seems |looks )?(?:\w+ly )?${lost}(?![\p{L}\p{N}])`,
    String.raw`^["'”’)]*: (?:none|nil|no|nope|nothing|n\/a)(?![\p{L}\p{N}]| \p{L})`,
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
    answeredNo.test(rest) ||
    isDoubted(opening, closing, rest.slice(closing.length)) ||
    isSupposed(opening, closing) ||
    isSetAside(opening, closing)
  )
}

/** Words of absence anywhere in the clause: `the policy knows nothing of it`, `the codes end well before it`. */
const absence =
  /\b(?:no|not|never|nor|neither|none|nothing|nowhere|nobody|without|lacks?|lacking|missing|absent|absence|unknown|undefined|imaginary|invent\w*|made[- ]up|imagin\w*|in vain|fails? to|for want|wish\w*|before|prior to|short of|ahead of|beyond|past|outside|scratch|strike|forget|search\w*|look(?:ed|ing)? for|instead of|rather than|misremember\w*|confus\w*|mistaken(?:ly)?|(?:my|a) mistake|cannot|unable|excludes?|excluded|omits?|omitted|leaves? out|left out|rul(?:e[ds]?|ing) out|inapplicable|irrelevant|n\/a|off the table|out of (?:place|range|scope|bounds|the question)|aside|gone|removed|deleted|stops?|ends?|falls? (?:away|out)|out(?=[\s.,;!]*$)|figment|fiction\w*|fantas\w*|elsewhere|hypothetical\w*|would have|phantom|ghost|bogus|spurious|erroneous\w*|wrong(?:ly)?|error|typo|slip|hallucinat\w*|non-?exist\w*|highest|retired|withdrawn|deprecated|obsolete|dropped|reserved|foreign|borrowed|vacant|void|nil|skip\w*|jump\w*|un(?:listed|assigned|allocated|written|recogni[sz]ed|supported|used|available|heard of|filled|numbered)|(?:an?other|a different|some other|somebody else['’]s|the (?:old|previous|earlier)) (?:polic\w+|versions?|lists?|documents?|scheme\w*|set|sheet|catalogue)|were there|had there|if there)\b|n['’]t\b|\b(?:made|making|makes?|dreamt|dreamed|cooked|thought)\b[^.;]{0,24}\bup\b/i
/** What is denied is that the content may be so: the rule itself is gone by. */
const ofContent =
  /\b(?:no|not|n['’]t|never|without|before|beyond|past|nothing|none|neither|cannot)\s*(?:\w+\s+){0,2}?(?:allow\w*|permit\w*|accept\w*|compl(?:y|ies|iant)|fine|okay?|safe|harmless|legitimate|tolera\w*|innocent|conform\w*|meet|pass|satisf\w*|doubt\w*|question|stay|remain|only|just|merely|exempt\w*|long|escape|surpris\w*|hesita\w*|avoid\w*|matter|less)\b/i
const clauseEnd =
  /[;:—–]|,(?= (?:and|but|so|because|since|which|as|while|though)\b)|\b(?:but|because|since|although|though|while)\b/gi

/** `X knows no exception` goes by X. */
const unbroken =
  /\b(?:no|without|not any|never any)\s+(?:\w+\s+)?(?:exceptions?|exemptions?|excuses?|leeway|mercy|limits?|leniency)\b/gi

function isDenied(opening: string, closing: string): boolean {
  const lead = opening.slice(([...opening.matchAll(clauseEnd)].at(-1)?.index ?? -1) + 1)
  const cut = closing.search(clauseEnd)
  const clause = `${lead} X ${cut < 0 ? closing : closing.slice(0, cut)}`.replace(unbroken, ' ')
  return absence.test(clause) && !ofContent.test(clause) && !isAsserted(opening, closing)
}

/** `I thought there was an X, but there isn't`, `Do we have X? We do not`: wondered at, then answered with no. */
const wondering =
  /\b(?:if|whether|thought|think|thinking|maybe|perhaps|possibly|about to|almost|nearly|see|check\w*|wonder\w*|expect\w*|hop(?:e[ds]?|ing)|guess\w*|recall\w*|remember\w*|tempted|could|might|would|have|is there|what about|how about|looking)\b/i
const denial =
  /^[^.!?\n]{0,40}?(?:[.?!…,;:–—-]+\s*)(?:[\w'’ ]{0,24}[.,!…–—-]+\s+){0,2}(?:(?:but|no|nope|and|yet|alas|well|hmm|actually|sadly|unfortunately|in fact),?\s+){0,3}(?:(?:there|it|that|this|they|we|you|i|one)(?:['’]\w+)?\s+(?:(?:is|are|was|were|do|does|did|has|have|can|could)(?:n['’]t|not| not| none| no such)|cannot|found nothing|find nothing|see none|have none)|(?:can(?:['’]t|not)|couldn['’]t|don['’]t|not) (?:find|see|locate|have|there|here|in|on|any)|no\b[,.]? (?:the policy|there|it|we|i|such)|none\b)/i

function isDoubted(opening: string, closing: string, behind: string): boolean {
  const isAsked = behind.startsWith('?')
  if (isAsked && ofExistence.test(closing))
    return !/^\?["'”’)]*\s*(?:yes|yeah|indeed|sure|it (?:is|does)\b(?! not))/i.test(behind)
  return (isAsked || wondering.test(opening)) && denial.test(closing + behind)
}

/** `Is X defined?` */
const ofExistence =
  /^["'”’)]*\s*(?:(?:even|actually|really|a code|also)\s)*(?:defined|listed|there|a thing|available|real|included|mentioned|exist\w*|in (?:the|this|our) (?:policy|list|text|rules)|on (?:the|this|our) list|one of (?:the|our|these)|part of)\b/i

/** `It would be X if they had one`, `were the policy to contain X`: what is supposed is that there were such a rule. */
function isSupposed(opening: string, closing: string): boolean {
  if (/\b(?:would|could|might)\b/i.test(opening + closing.slice(0, 20)) && ifOnly.test(closing))
    return true
  return supposing.test(opening)
}

/** Said to be another text's, one's own, wished for, or beyond a list that is closed. */
const isSetAside = (opening: string, closing: string): boolean =>
  ofElsewhere.test(`${opening}X${closing}`) && !isAsserted(opening, closing)

const ofElsewhere = new RegExp(
  [
    String.raw`\b(?:(?:an?)?other|different|older|newer|somebody else['’]s|someone else['’]s|other people['’]s) (?:[\w-]+ )?(?:polic\w+|guidelines?|documents?|platforms?|texts?|schemes?|lists?|taxonom\w+|rule ?books?|handbooks?|systems?|sites?|versions?|standards?|prompts?|tasks?|catalogues?|frameworks?)\b`,
    String.raw`\b(?:my|mine|our) (?:own )?(?:training|memory|head|notes?|shorthand|imagination|invention|mind|fantasy|name for)\b|\b(?:only|just|merely) (?:my|a|an) (?:shorthand|guess|label|name|nickname|placeholder)\b`,
    String.raw`\b(?:should|could|might) have (?:had|added|defined|included|listed|been (?:added|defined|included))\b|\bwould (?:be (?:handy|nice|useful|tempting|good|sensible|neat|natural|logical|ideal|an? (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|new|extra|further|additional))|have to be (?:added|defined|invented|written)|need to be (?:added|defined|invented|written)|exceed|go beyond|leave|overshoot)\b`,
    String.raw`\b(?:limited|restricted|confined|bound|tied) to (?:the|those|these|what)\b|\b(?:stick|keep|hold|stay|adhere|go|work|choose|pick|select)\w*\b[^.;]{0,16}\b(?:to|with|within|among|from|between|by) (?:the|those|these|what)\b[^.;]{0,20}\b(?:given|listed|defined|named|stated|supplied|provided|codes|there|written|above|we have)\b`,
    String.raw`\b(?:codes|rules|categories|ones|list)\b (?:[a-z]+ )?(?:are|is) (?:those|these|the ones|complete|closed|final|exhaustive|finite)\b|\bonly the (?:[\w-]+ )?(?:above|ones|codes|listed)\b|\bkeeps? to (?:fewer|less)\b|\bours? (?:is|are) (?:shorter|fewer)\b`,
    String.raw`\b(?:a stranger|strangers?) to\b|\bnew to (?:me|us|this)\b|\bis (?:extra|foreign|alien|surplus)\b|\bleave the (?:policy|list|rules) behind\b`,
  ].join('|'),
  'i',
)

const ifOnly =
  /\b(?:if|had|were|provided)\b[^.;]{0,12}\b(?:policy|polic\w+|rules?|guidelines?|list|text|they|we|it|there|one|that|such)\b[^.;]{0,16}\b(?:had|have|has|were|was|existed|exists?|contain\w*|includ\w*|list\w*|defin\w*|written|one|given|there)\b/i
const supposing =
  /\b(?:were|had|should|if) (?:the |this |our )?(?:policy|rules?|guidelines?|list|text|they|we|there|document)\b[^.;,]{0,40}$/i

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
