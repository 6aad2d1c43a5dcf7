import { listSentences } from '../sentences.js'
import { withTrace, type HardNegative, type Mutation } from './mutation.js'
import { ownLabel } from './stated.js'

const truncated: Mutation = {
  name: 'truncation',
  raises: ['trace-truncated'],
  mutate: (given, { random }) => {
    const { reasoning } = given.trace
    const sentences = listSentences(reasoning).filter(({ text }) => text.split(' ').length > 6)
    const inside = sentences.slice(Math.floor(sentences.length / 3))
    const sentence = random.pick(inside)
    if (!sentence) return undefined
    const words = [...sentence.text.matchAll(/\p{L}{2,}(?=\s+\p{L})/gu)]
    const word = words[1 + random.below(Math.max(1, words.length - 2))]
    if (!word) return undefined
    const whole = sentence.start + word.index + word[0].length
    return withTrace(given, { reasoning: reasoning.slice(0, whole - (random.chance(0.3) ? 1 : 0)) })
  },
}

const looped: Mutation = {
  name: 'loop',
  raises: ['trace-repetitive'],
  mutate: (given, { random }) => {
    const { reasoning } = given.trace
    const sentences = listSentences(reasoning)
    const from = random.below(Math.max(1, sentences.length - 2))
    const some = sentences.slice(from, from + 1 + random.below(3))
    const [first, last] = [some[0], some.at(-1)]
    if (!first || !last || last.end - first.start < 40) return undefined
    const body = reasoning.slice(first.start, last.end)
    const times = 12 + random.below(20)
    const loop = Array.from({ length: times }, () => body).join(' ')
    return withTrace(given, {
      reasoning: `${reasoning.slice(0, last.end)} ${loop}${reasoning.slice(last.end)}`,
    })
  },
}

const missing: Mutation = {
  name: 'empty trace',
  raises: ['trace-missing'],
  mutate: (given, { random }) =>
    withTrace(given, { reasoning: random.chance(0.5) ? '' : ' \n\n ' }),
}

const openEnd: HardNegative = {
  name: 'ends in a label without a full stop',
  spares: ['trace-truncated'],
  mutate: (given) => {
    const label = ownLabel(given)
    if (!label) return undefined
    return withTrace(given, { reasoning: `${given.trace.reasoning.trimEnd()}\n\n${label.label}` })
  },
}

const checklist: HardNegative = {
  name: 'criteria gone through one by one',
  spares: ['trace-repetitive'],
  mutate: (given) => {
    const names = ['tone', 'target', 'intent', 'reach', 'context', 'audience', 'wording', 'timing']
    const lines = names.map((name, i) => `${i + 1}. As to ${name}, nothing stands out.`)
    return withTrace(given, { reasoning: `${lines.join('\n')}\n${given.trace.reasoning}` })
  },
}

export const shapeMutations = [truncated, looped, missing]
export const shapeNegatives = [openEnd, checklist]
