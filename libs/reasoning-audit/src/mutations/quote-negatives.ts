import { readWords } from '../words.js'
import { contentOf, insertSentence, quotableLines, quoted } from './edits.js'
import { withTrace, type HardNegative, type Mutate } from './mutation.js'
import { fill, type PhraseBook } from './phrase-book.js'
import { quoting } from './quote-mutations.js'

const spares = ['fabricated-quote', 'altered-quote', 'stale-rule', 'unsupported-fact'] as const

/** A quotation of the policy, worded as `change` has it. */
const ofThePolicy =
  (change: (line: string, fraction: number) => string | undefined): Mutate =>
  (given, world) => {
    const lines = quotableLines(given.policy.text)
    for (let tries = 0; tries < 6; tries += 1) {
      const changed = change(world.random.pick(lines) ?? '', world.random.fraction())
      if (changed !== undefined) return quoting(given, world.phrases.policySays, changed, world)
    }
    return undefined
  }

const elided = (line: string, fraction: number): string | undefined => {
  const { ends, starts } = readWords(line)
  if (ends.length < 9) return undefined
  const cut = 3 + Math.floor(fraction * (ends.length - 7))
  const mark = fraction < 0.5 ? '…' : '...'
  return `${line.slice(0, ends[cut - 1])} ${mark} ${line.slice(starts[cut + 2])}`
}

const typographic = (line: string, fraction: number): string =>
  fraction < 0.3
    ? line.replace(/'/g, '’').replace(/-/g, '–')
    : fraction < 0.6
      ? line.toLowerCase()
      : fraction < 0.8
        ? line.toUpperCase()
        : line.replace(/ /g, '  ').replace(/,/g, ' ,')

/** A heading and the line below it, run together as one quotation. */
const joinedHeading: Mutate = (given, world) => {
  const pairs = [
    ...given.policy.text.matchAll(/^([A-Z][A-Z ]{5,40}):?\n+([A-Z][^\n"“”[\]{}|=]{30,120})$/gm),
  ].map(([, heading = '', line = '']) => `${heading}: ${line.replace(/[.:;]$/, '')}`)
  const joined = world.random.pick(pairs)
  return joined === undefined ? undefined : quoting(given, world.phrases.policySays, joined, world)
}

/** A text nobody wrote, in a frame that does not give it as anybody's words. */
const framed =
  (
    templates: (phrases: PhraseBook) => readonly string[],
    texts: (phrases: PhraseBook) => readonly string[],
  ): Mutate =>
  (given, { phrases, random }) => {
    const text = random.pick(texts(phrases)) ?? ''
    const sentence = fill(random.pick(templates(phrases)) ?? '', { quote: quoted(text, random) })
    return withTrace(given, { reasoning: insertSentence(given.trace.reasoning, sentence, random) })
  }

const decodedContent: Mutate = (given, world) => {
  const { phrases, random } = world
  const text = random.pick(phrases.inventedContent) ?? ''
  const template = random.pick(phrases.decodes) ?? ''
  const { messages, reasoning } = given.trace
  const turns = messages.map((turn, i) =>
    i === messages.length - 1
      ? { ...turn, content: `${turn.content}\n${encoded(text, template)}` }
      : turn,
  )
  const sentence = fill(template, { quote: quoted(text, random) })
  return withTrace(given, {
    messages: turns,
    reasoning: insertSentence(reasoning, sentence, random),
  })
}

function encoded(text: string, template: string): string {
  if (/revers|backward/i.test(template)) return [...text].reverse().join('')
  if (/rot13/i.test(template))
    return text.replace(/[a-z]/gi, (letter) => {
      const base = letter <= 'Z' ? 65 : 97
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
    })
  return Buffer.from(text, 'utf8').toString('base64')
}

const earlierTurn: Mutate = (given, world) => {
  const text = world.random.pick(world.phrases.inventedContent) ?? ''
  const { messages } = given.trace
  const turns = [
    { role: 'user', content: 'hello' },
    { role: 'assistant', content: `${text}.` },
  ]
  return quoting(
    withTrace(given, { messages: [...turns, ...messages] }),
    ['Earlier the assistant said {quote}.', 'In the previous turn it reads {quote}.'],
    text,
    world,
  )
}

const ofTheContent: Mutate = (given, world) => {
  const words = contentOf(given).match(/[\p{L}][^"“”\n]{25,120}(?=[\s.!?,;])/u)?.[0]
  return words === undefined ? undefined : quoting(given, world.phrases.contentSays, words, world)
}

export const quoteNegatives: readonly HardNegative[] = [
  { name: 'faithful policy quote', spares, mutate: ofThePolicy((line) => line || undefined) },
  { name: 'faithful content quote', spares, mutate: ofTheContent },
  { name: 'elided quote', spares, mutate: ofThePolicy(elided) },
  {
    name: 'typography, case and blanks',
    spares,
    mutate: ofThePolicy((line, fraction) => (line ? typographic(line, fraction) : undefined)),
  },
  { name: 'joined heading', spares, mutate: joinedHeading },
  {
    name: 'scare quotes',
    spares,
    mutate: (given, { phrases, random }) =>
      withTrace(given, {
        reasoning: insertSentence(
          given.trace.reasoning,
          random.pick(phrases.scareQuotes) ?? '',
          random,
        ),
      }),
  },
  {
    name: 'negated quote',
    spares,
    mutate: framed(
      ({ negates }) => negates,
      ({ inventedRules }) => inventedRules,
    ),
  },
  {
    name: 'proposed wording',
    spares,
    mutate: framed(
      ({ proposes }) => proposes,
      ({ answers }) => answers.map((text) => text.split(/[.!]/)[1]?.trim() ?? text),
    ),
  },
  { name: 'decoded content', spares, mutate: decodedContent },
  { name: 'quote of an earlier turn', spares, mutate: earlierTurn },
]
