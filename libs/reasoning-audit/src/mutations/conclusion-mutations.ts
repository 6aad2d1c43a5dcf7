import { insertSentence, insertBeforeEnd, withoutConclusion } from './edits.js'
import { withTrace, type HardNegative, type Mutate, type Mutation } from './mutation.js'
import { fill, type PhraseBook } from './phrase-book.js'
import { otherLabel, outcomeStated, outputWith, ownLabel } from './stated.js'

const contradicts = ['verdict-contradicts-trace', 'rationale-inconsistent'] as const

const flippedOutput: Mutation = {
  name: 'flipped output',
  raises: contradicts,
  mutate: (given) => {
    const label = otherLabel(given)
    const output = label && outputWith(given, label)
    return output === undefined
      ? undefined
      : withTrace(given, { output, ...recorded(label?.label) })
  },
}

/** Whoever recorded the label read the output as it is. */
const recorded = (label: string | undefined): { recordedLabel?: string } =>
  label === undefined ? {} : { recordedLabel: label }

const otherLabelConcluded: Mutation = {
  name: 'conclusion names the other label',
  raises: contradicts,
  mutate: (given, { phrases, random }) => {
    const label = otherLabel(given)
    if (!label) return undefined
    const end = fill(random.pick(phrases.concludesLabel) ?? '', { label: label.label })
    return withTrace(given, { reasoning: `${withoutConclusion(given)} ${end}` })
  },
}

const plainWords: Mutation = {
  name: 'contradiction in plain words',
  raises: contradicts,
  mutate: (given, { phrases, random }) => {
    const stated = outcomeStated(given)
    if (stated === 'undetermined') return undefined
    const list = stated === 'violates' ? phrases.concludesAllowed : phrases.concludesViolates
    const end = random.pick(list) ?? ''
    return withTrace(given, { reasoning: `${withoutConclusion(given)} ${end}` })
  },
}

const miscounted: Mutation = {
  name: 'count below the threshold it states',
  raises: ['rationale-inconsistent'],
  mutate: (given, { phrases, random }) => {
    if (outcomeStated(given) !== 'violates') return undefined
    const numbers = ['one', 'two', 'three', 'four', 'five', 'six'] as const
    const have = random.below(2)
    const need = have + 1 + random.below(3)
    const asDigits = random.chance(0.4)
    const word = (n: number) => (asDigits ? String(n + 1) : (numbers[n] ?? 'six'))
    const sentence = fill(random.pick(phrases.miscounts) ?? '', {
      need: word(need),
      have: word(have),
    })
    return withTrace(given, { reasoning: insertBeforeEnd(given.trace.reasoning, sentence) })
  },
}

const spares = ['verdict-contradicts-trace', 'rationale-inconsistent'] as const

const considered =
  (templates: (phrases: PhraseBook) => readonly string[]): Mutate =>
  (given, { phrases, random }) => {
    const label = otherLabel(given)
    if (!label) return undefined
    const sentence = fill(random.pick(templates(phrases)) ?? '', { other: label.label })
    const { reasoning } = given.trace
    return withTrace(given, {
      reasoning: random.chance(0.5)
        ? insertSentence(reasoning, sentence, random)
        : insertBeforeEnd(reasoning, sentence),
    })
  }

const agreeingInPlainWords: Mutate = (given, { phrases, random }) => {
  const stated = outcomeStated(given)
  if (stated === 'undetermined') return undefined
  const list = stated === 'violates' ? phrases.concludesViolates : phrases.concludesAllowed
  return withTrace(given, { reasoning: `${withoutConclusion(given)} ${random.pick(list) ?? ''}` })
}

const agreeingLabel: Mutate = (given, { phrases, random }) => {
  const label = ownLabel(given)
  if (!label) return undefined
  const end = fill(random.pick(phrases.concludesLabel) ?? '', { label: label.label })
  return withTrace(given, { reasoning: `${withoutConclusion(given)} ${end}` })
}

export const conclusionMutations = [flippedOutput, otherLabelConcluded, plainWords, miscounted]
export const conclusionNegatives: readonly HardNegative[] = [
  { name: 'hypothetical', spares, mutate: considered(({ hypothetical }) => hypothetical) },
  { name: 'rejected alternative', spares, mutate: considered(({ deliberation }) => deliberation) },
  { name: 'agreement in plain words', spares, mutate: agreeingInPlainWords },
  { name: 'agreement by label', spares, mutate: agreeingLabel },
]
