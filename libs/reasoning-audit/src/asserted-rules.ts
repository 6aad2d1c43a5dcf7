/**
 * Whether a sentence goes by a rule, whatever else it denies: `X covers people who cannot defend themselves`,
 * `because there is no consent, X is violated`. What is said not to be is then a fact, not the rule.
 */
export function isAsserted(opening: string, closing: string): boolean {
  const lead = opening.slice(clauseStart(opening)).replace(/\s*\([^()]*\)\s*/g, ' ')
  const rest = closing.replace(/^\s*\([^()]*\)/, '')
  if (denied.test(lead) || withheld.test(opening)) return false
  return governed.test(lead) || acting.test(rest)
}

/** The last clause of what stands before; `there is no permit, so`, `since it is not news:` are over. */
function clauseStart(text: string): number {
  const ends = [...text.matchAll(/[,;:–—]\s|\b(?:so|hence|thus|therefore|but|and)\s/gi)]
  const last = ends.at(-1)
  return last ? last.index + last[0].length : 0
}

/** What keeps a rule from being gone by, in the clause that names it. */
const denied =
  /\b(?:not|never|nor|neither|none|nothing|nowhere|nobody|cannot|lacks?|lacking|instead of|rather than|without|unable|hardly|invented|imagin\w*|no (?!exception|exemption|excuse|doubt|question|way|need|reason|room|matter|longer))\b|n['’]t\b/i
const withheld =
  /\b(?:if|whether|would|were|could|might|may|perhaps|maybe|almost|nearly|thought|about to|tempted|wrote|wanted|meant|say|said|wonder\w*|suppose|looking for|looked for|look for)\b/i

/** Words right in front of a rule that put the content under it. */
const governed =
  /(?:\b(?:violat\w+|break(?:s|ing)?|breach\w*|infring\w+|contraven\w+|meets?|met|match(?:es|ing)?|fits?|trigger\w*|trips?|under|per|according to|falls? (?:under|into|within)|cover\w* by|classif\w+ (?:it |this )?(?:as|under)|it['’]s|this is|that is|that['’]s|it is|so|hence|thus|therefore|makes? (?:it|this|that|him|them)|appl(?:y|ies|ied|ying)|exceptions? (?:in|to|of|from)|relevant (?:rule|code|category) is|puts? (?:it|this) (?:in|under))|=>|->|[→⇒])\s*(?:an?\s|the\s)?(?:clear\s|textbook\s)?(?:rule|code|category|criterion|policy|section)?\s*["'“‘(*]*(?:[DR]-)?$/i

/** What a rule does once it is there. */
const acting =
  /^["'”’)*]*\s*(?:(?:clearly|also|thus|therefore|plainly|squarely|directly)\s+)?(?:covers?|prohibits?|forbids?|bans?|appl(?:ies|y)|says?|states?|reads?|disallows?|requires?|demands?|catches|governs?|bites|fits|matches|it is\b|(?:is|was|has been|gets|looks|seems) (?:(?:clearly|also|thus|therefore|plainly|then|hence|indeed) )?(?:met|violated|triggered|engaged|satisfied|fulfilled|breached|broken|infringed|contravened|relevant|the (?:right|best|closest|relevant)|in play))\b(?! (?:no|not|nothing|nowhere))/i
