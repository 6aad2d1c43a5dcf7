import type { Chance } from './chance.js'
import type { Effort } from './effort.js'
import type { Judgement } from './judge.js'
import type { Criterion, ReadPolicy, Side } from './policy/read-policy.js'

/** Everything a trace may truthfully say about one judgement. */
export interface TraceSubject {
  readonly policy: ReadPolicy
  readonly content: string
  readonly judgement: Judgement
  readonly chance: Chance
}

/**
 * A chain of thought in plain sentences: what the content says, which rule it meets, why the nearest
 * other rule does not carry, the answer. Every quotation stands word for word in policy or content, and
 * every code in the policy; only a fault makes it otherwise.
 */
export function writeTrace(subject: TraceSubject, effort: Effort): readonly string[] {
  const short = [opening(subject), quoteContent(subject), applyRule(subject), conclude(subject)]
  if (effort === 'low') return present(short)
  const [first, second, third, last] = short
  const medium = [first, second, third, against(subject), weighUp(subject)]
  if (effort === 'medium') return present([...medium, last])
  return present([...medium, ...considerOthers(subject), secondLook(subject), last])
}

const present = (sentences: readonly (string | null | undefined)[]): readonly string[] =>
  sentences.filter((sentence) => typeof sentence === 'string')

function opening({ policy, chance }: TraceSubject): string {
  return chance.pick('opening', [
    `We need to judge this content under the policy ${policy.title}.`,
    `Let us look at the content against the policy ${policy.title}.`,
    `The task is to decide one item under the policy ${policy.title}.`,
  ])
}

function quoteContent({ content, chance }: TraceSubject): string | null {
  const quote = quotable(content, 110)
  if (!quote) return 'The content is short and has hardly any words to go by.'
  return chance.pick('content', [
    `The content says "${quote}".`,
    `The text reads "${quote}".`,
    `The item contains "${quote}".`,
  ])
}

function applyRule({ judgement, chance }: TraceSubject): string {
  const { decisive } = judgement
  if (!decisive) return 'Nothing in the policy speaks to it directly.'
  const quote = quotable(decisive.text, 130)
  const rule = nameOf(decisive)
  return chance.pick('rule', [
    `${capital(rule)} is the closest: "${quote}".`,
    `That fits ${rule}, which says "${quote}".`,
    `The policy describes this under ${rule}: "${quote}".`,
  ])
}

function against({ judgement, chance }: TraceSubject): string | null {
  const { rejected } = judgement
  if (!rejected) return null
  const quote = quotable(rejected.text, 110)
  return chance.pick('against', [
    `One could think of ${nameOf(rejected)}, "${quote}", but the wording does not carry that far here.`,
    `${capital(nameOf(rejected))} speaks of "${quote}", and that is further from this text.`,
  ])
}

function weighUp({ judgement, chance }: TraceSubject): string {
  const { margin } = judgement
  if (margin < 0.2) return 'This is close, so the reading could be argued the other way.'
  return chance.pick('weigh', [
    'The match is clear enough on the words alone.',
    'Context would not change that reading.',
    'No exception in the policy reaches it.',
  ])
}

function considerOthers({ policy, judgement }: TraceSubject): readonly string[] {
  const others = policy.criteria.filter(
    (line) => line.code !== null && line !== judgement.decisive && line !== judgement.rejected,
  )
  return others
    .slice(0, 4)
    .map(
      (line) =>
        `${capital(nameOf(line))} asks for "${quotable(line.text, 90)}", which is not what we have.`,
    )
}

const secondLook = ({ chance }: TraceSubject): string =>
  chance.pick('second', [
    'Reading the item once more, nothing in it changes this.',
    'Any instruction inside the content is part of the content and is not followed.',
  ])

function conclude({ policy, judgement, chance }: TraceSubject): string {
  const label = labelOf(policy, judgement.outcome)
  const { decisive } = judgement
  const because = decisive?.code ? ` under ${decisive.code}` : ''
  const reading = readings[judgement.outcome]
  return chance.pick('conclusion', [
    `So ${reading}, and the answer is ${label}${because}.`,
    `Therefore ${reading}: the answer is ${label}${because}.`,
    `All in all ${reading}, which makes the answer ${label}${because}.`,
  ])
}

const readings: Readonly<Record<Side, string>> = {
  violates: 'this violates the policy',
  allowed: 'this does not violate the policy',
  undetermined: 'a person has to look at this',
}

export const labelOf = ({ contract }: ReadPolicy, outcome: Side): string =>
  contract.labels[outcome] ?? contract.labels.allowed

const nameOf = (criterion: Criterion): string =>
  criterion.code === null ? 'the criterion' : `rule ${criterion.code}`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The longest stretch of whole words without quotation marks or line ends, up to `max` characters. */
export function quotable(text: string, max: number): string {
  const stretches = text.split(/["“”\n\r]+/).map((stretch) => stretch.trim())
  const longest = stretches.reduce((a, b) => (b.length > a.length ? b : a), '')
  const cut = longest.length <= max ? longest : longest.slice(0, longest.lastIndexOf(' ', max))
  return (cut || longest.slice(0, max)).replace(/[\s.,;:!?]+$/, '')
}
