import type { Outcome } from './output-contract.js'

const allowed =
  'valid allowed allow allows safe benign pass passes passed ok okay approve approved accept accepted compliant permitted permit clean legitimate acceptable authorized keep kept stay publish published non-violating nonviolating not_violating non-violation no_violation non-spam ham no-violation clean appropriate authorised harmless conforming fine good keep publish none green complies comply noninfringing'
const violates =
  'invalid violating violates violation violate unsafe block blocked deny denied reject rejected flag flagged fail fails failed disallowed forbidden prohibited malicious harmful noncompliant non-compliant unauthorized remove removed hide hidden delete deleted takedown ban banned spam attack injection refuse adversarial unacceptable inappropriate impermissible unauthorised restrict restricted hide toxic hateful abusive abuse offensive jailbreak phishing scam fraud fraudulent threat harassment breach breaches nonconforming illegal ban banned takedown bad red infringing infringes infringement noncompliance counterfeit cruel cruelty breaking breaks'
const undetermined =
  'escalate escalated review needs_review needs-review human_review unclear unsure uncertain undetermined unknown ambiguous borderline defer defer_to_human abstain human unsure_review manual_review monitor amber yellow'

const lexicon = new Map<string, Outcome>([
  ...allowed.split(' ').map((word): [string, Outcome] => [word, 'allowed']),
  ...violates.split(' ').map((word): [string, Outcome] => [word, 'violates']),
  ...undetermined.split(' ').map((word): [string, Outcome] => [word, 'undetermined']),
])

const saysAllowed =
  /\b(?:no|not?(?: an?)?|non|without|doesn['’]?t|does not|do not|isn['’]?t)[\s-]+(?:\w+\s+){0,2}(?:violat\w*|harm\w*|spam|attack|adversarial|manipulat\w*|detected|break\w*|wrong|rules?|sold)|\b(?:benign|safe|allowed|legitimate|compliant|permitted|acceptable|fine|harmless|complies|comply|okay|ok|in order|appropriate|nothing (?:is )?(?:wrong|broken|found))\b/i
const saysViolates =
  /\b(?:violat\w*|break\w*|broken|breach\w*|prohibit\w*|forbidden|not (?:allowed|permitted|acceptable|safe)|unacceptable|inappropriate|harmful|unsafe|attack|adversarial|disallowed|prohibited|malicious|block(?:ed)?|spam|unauthorized)\b/i

/** The outcome that a label's own word states, if it is one of the common ones. */
export function meaningOfWord(label: string): Outcome | undefined {
  const lower = label.toLowerCase()
  const known = lexicon.get(lower.replaceAll(' ', '_')) ?? lexicon.get(lower)
  if (known) return known
  const [, denial, rest = ''] =
    /^(?:(non|not|no|does not|doesn['’]t|is not|isn['’]t)[ _-]?)?(?:an? )?(.+?)(?: (?:the |our )?(?:polic(?:y|ies)|rules?|guidelines?|standards?|content))?$/.exec(
      lower.replaceAll('_', ' '),
    ) ?? []
  const meant = lexicon.get(rest.replaceAll(' ', '_')) ?? lexicon.get(rest)
  return denial === undefined ? meant : meant && oppositeOf(meant)
}

/** What a question or a label leads to if it is denied; nothing is told of `undetermined`. */
export function oppositeOf(outcome: Outcome): Outcome | undefined {
  if (outcome === 'undetermined') return undefined
  return outcome === 'allowed' ? 'violates' : 'allowed'
}

/** The outcome that a policy's gloss on a label states (`1 = content violates the policy`). */
export function meaningOfGloss(gloss: string): Outcome | undefined {
  if (/\b(?:escalat\w*|human review|unclear|uncertain|borderline)\b/i.test(gloss))
    return 'undetermined'
  if (saysAllowed.test(gloss)) return 'allowed'
  return saysViolates.test(gloss) ? 'violates' : undefined
}
