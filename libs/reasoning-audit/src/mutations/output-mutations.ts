import { withTrace, type HardNegative, type Mutation } from './mutation.js'
import { otherLabel, ownLabel } from './stated.js'

/** The output replaced by one of a list, and what was recorded of it left open. */
const replacedBy = (
  name: string,
  list: (
    given: Parameters<Mutation['mutate']>[0],
    world: Parameters<Mutation['mutate']>[1],
  ) => readonly string[],
): Mutation => ({
  name,
  raises: ['output-off-contract'],
  mutate: (given, world) => {
    const output = world.random.pick(list(given, world))
    if (output === undefined) return undefined
    const { recordedLabel: _recorded, ...trace } = given.trace
    return { ...given, trace: { ...trace, output } }
  },
})

const offContract = replacedBy('off-contract output', (_, { phrases }) => phrases.offContract)
const refusal = replacedBy('refusal', (_, { phrases }) => phrases.refusals)
const answer = replacedBy('answers the user', (_, { phrases }) => phrases.answers)
const empty = replacedBy('empty output', () => ['', ' \n'])
const twoLabels = replacedBy('two labels', (given) => {
  const [own, other] = [ownLabel(given), otherLabel(given)]
  if (!own || !other) return []
  return [
    `${own.label} or ${other.label}`,
    `${other.label}\n${own.label}`,
    `${own.label} / ${other.label}`,
  ]
})

const wrongRecord: Mutation = {
  name: 'wrong recorded label',
  raises: ['recorded-label-mismatch'],
  mutate: (given) => {
    const label = otherLabel(given)
    return label && withTrace(given, { recordedLabel: label.label })
  },
}

const unfoundedRecord: Mutation = {
  name: 'recorded label without one in the output',
  raises: ['recorded-label-unfounded'],
  mutate: (given, { phrases, random }) => {
    const label = otherLabel(given) ?? ownLabel(given)
    const output = random.pick([...phrases.refusals, ...phrases.answers])
    if (!label || output === undefined) return undefined
    return withTrace(given, { output, recordedLabel: label.label })
  },
}

const plainRecord: HardNegative = {
  name: 'recorded label in other case',
  spares: ['recorded-label-mismatch', 'recorded-label-unfounded'],
  mutate: (given) => {
    const label = ownLabel(given)
    return label && withTrace(given, { recordedLabel: ` ${label.label.toLowerCase()}` })
  },
}

const padded: HardNegative = {
  name: 'white space around the output',
  spares: [],
  mutate: (given) => withTrace(given, { output: `\n ${given.trace.output} \n` }),
}

export const outputMutations = [
  offContract,
  refusal,
  answer,
  empty,
  twoLabels,
  wrongRecord,
  unfoundedRecord,
]
export const outputNegatives = [plainRecord, padded]
