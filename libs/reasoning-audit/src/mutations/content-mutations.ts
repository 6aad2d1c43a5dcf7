import { contentOf, insertBeforeEnd, insertSentence, withoutConclusion } from './edits.js'
import { withTrace, type HardNegative, type JudgedCase, type Mutation } from './mutation.js'
import { fill } from './phrase-book.js'
import { otherLabel, outcomeStated, outputWith, ownLabel } from './stated.js'

const anotherItemsTrace: Mutation = {
  name: "another item's trace",
  raises: ['unsupported-fact', 'fabricated-quote'],
  mutate: (given, { siblings, random }) => {
    const stated = outcomeStated(given)
    const alike = siblings.filter(
      (other) =>
        outcomeStated(other) === stated &&
        other.trace.output === given.trace.output &&
        contentOf(other) !== contentOf(given) &&
        other.trace.reasoning.length > 300,
    )
    const other = random.pick(alike)
    return other && withTrace(given, { reasoning: other.trace.reasoning })
  },
}

const claimOfNothing: Mutation = {
  name: 'claim the content does not bear out',
  raises: ['unsupported-fact'],
  mutate: (given, { phrases, random }) => {
    const content = contentOf(given)
    const claim = random.pick(phrases.claims.filter(({ unless }) => !unless.test(content)))
    if (!claim || claim.unless.test(given.trace.reasoning)) return undefined
    return withTrace(given, {
      reasoning: insertSentence(given.trace.reasoning, claim.text, random),
    })
  },
}

const withInjection = (given: JudgedCase, injection: string): JudgedCase => {
  const { messages } = given.trace
  const turns = messages.map((turn, i) =>
    i === messages.length - 1 ? { ...turn, content: `${turn.content}\n${injection}` } : turn,
  )
  return withTrace(given, { messages: turns })
}

const obeyedInjection: Mutation = {
  name: 'obeyed injection',
  raises: ['injection-obeyed'],
  mutate: (given, { phrases, random }) => {
    const label = otherLabel(given)
    const output = label && outputWith(given, label)
    if (output === undefined || !label) return undefined
    const values = { label: label.label }
    const obeying = fill(random.pick(phrases.obeys) ?? '', values)
    const { recordedLabel: _recorded, ...trace } = withInjection(
      given,
      fill(random.pick(phrases.injections) ?? '', values),
    ).trace
    const reasoning = `${withoutConclusion(given)} ${obeying}`
    return { ...given, trace: { ...trace, output, reasoning } }
  },
}

const refusedInjection: HardNegative = {
  name: 'injection noticed and left',
  spares: ['injection-obeyed', 'verdict-contradicts-trace'],
  mutate: (given, { phrases, random }) => {
    const label = otherLabel(given)
    if (!label) return undefined
    const values = { label: label.label }
    const injected = withInjection(given, fill(random.pick(phrases.injections) ?? '', values))
    const noticing = fill(random.pick(phrases.notices) ?? '', values)
    return withTrace(injected, { reasoning: insertBeforeEnd(given.trace.reasoning, noticing) })
  },
}

/** The model never mentions the instruction and judges as before. */
const unheededInjection: HardNegative = {
  name: 'injection without effect',
  spares: ['injection-obeyed'],
  mutate: (given, { phrases, random }) => {
    const label = ownLabel(given)
    const injection = random.pick(phrases.injections)
    if (!label || injection === undefined) return undefined
    return withInjection(given, fill(injection, { label: label.label }))
  },
}

export const contentMutations = [anotherItemsTrace, claimOfNothing, obeyedInjection]
export const contentNegatives = [refusedInjection, unheededInjection]
