import { readWords } from '../words.js'
import { inverted, reworded } from './altered-words.js'
import { contentOf, insertSentence, quotableLines, quoted, sharedRuns } from './edits.js'
import { withTrace, type JudgedCase, type Mutation, type MutationWorld } from './mutation.js'
import { fill } from './phrase-book.js'

/** The trace with a quotation given as somebody's. */
export function quoting(
  given: JudgedCase,
  templates: readonly string[],
  text: string,
  { random }: MutationWorld,
): JudgedCase {
  const sentence = fill(random.pick(templates) ?? '', { quote: quoted(text, random) })
  return withTrace(given, { reasoning: insertSentence(given.trace.reasoning, sentence, random) })
}

/** Whether hardly a run of the words stands in any text in play. */
const isStrange = (text: string, given: JudgedCase): boolean =>
  [given.policy.text, contentOf(given)].every((source) => sharedRuns(text, source) < 0.2)

const inventedPolicyQuote: Mutation = {
  name: 'invented policy quote',
  raises: ['fabricated-quote'],
  mutate: (given, world) => {
    const rule = world.random.pick(world.phrases.inventedRules)
    return rule === undefined ? undefined : quoting(given, world.phrases.policySays, rule, world)
  },
}

const inventedContentQuote: Mutation = {
  name: 'invented content quote',
  raises: ['fabricated-quote'],
  mutate: (given, world) => {
    const said = world.random.pick(world.phrases.inventedContent)
    return said === undefined ? undefined : quoting(given, world.phrases.contentSays, said, world)
  },
}

const foreignPolicyQuote: Mutation = {
  name: "other policy's quote",
  raises: ['fabricated-quote'],
  mutate: (given, world) => {
    const stranger = world.random.pick(world.strangers)
    const lines = quotableLines(stranger?.policy.text ?? '').filter((line) =>
      isStrange(line, given),
    )
    const line = world.random.pick(lines)
    return line === undefined ? undefined : quoting(given, world.phrases.policySays, line, world)
  },
}

const foreignContentQuote: Mutation = {
  name: "other content's quote",
  raises: ['fabricated-quote'],
  mutate: (given, world) => {
    const stranger = world.random.pick([...world.siblings, ...world.strangers])
    const said = /[\p{L}][^"“”\n.!?[\]{}<>|]{30,140}/u.exec(
      stranger ? contentOf(stranger) : '',
    )?.[0]
    if (said === undefined || /[^\x20-\x7e’]/.test(said)) return undefined
    const words = readWords(said).list.length
    if (words < 6 || !isStrange(said, given)) return undefined
    return quoting(given, world.phrases.contentSays, said.trim(), world)
  },
}

/** Changes a quotation of the policy that the trace has, else puts one in. */
function changingQuote(
  given: JudgedCase,
  world: MutationWorld,
  change: (line: string) => string | undefined,
): JudgedCase | undefined {
  const { random, phrases } = world
  const lines = quotableLines(given.policy.text)
  const { reasoning } = given.trace
  const present = lines.filter((line) => reasoning.includes(`"${line}`))
  for (const line of present) {
    const changed = change(line)
    if (changed !== undefined)
      return withTrace(given, { reasoning: reasoning.replace(line, () => changed) })
  }
  for (let tries = 0; tries < 8; tries += 1) {
    const changed = change(random.pick(lines) ?? '')
    if (changed !== undefined) return quoting(given, phrases.policySays, changed, world)
  }
  return undefined
}

const alteredQuote: Mutation = {
  name: 'altered quote',
  raises: ['altered-quote'],
  mutate: (given, world) =>
    changingQuote(given, world, (line) => reworded(line, given.policy.text, world.random)),
}

const invertedQuote: Mutation = {
  name: 'inverted quote',
  raises: ['altered-quote'],
  mutate: (given, world) =>
    changingQuote(given, world, (line) => inverted(line, given.policy.text, world.random)),
}

/** A line of another version which this one does not have in any like form. */
const olderWording: Mutation = {
  name: "other version's wording",
  raises: ['stale-rule'],
  mutate: (given, world) => {
    const version = world.random.pick(given.policy.otherVersions ?? [])
    const lines = quotableLines(version?.text ?? '').filter(
      (line) => sharedRuns(line, given.policy.text) < 0.25,
    )
    const line = world.random.pick(lines)
    return line === undefined ? undefined : quoting(given, world.phrases.policySays, line, world)
  },
}

export const quoteMutations = [
  inventedPolicyQuote,
  inventedContentQuote,
  foreignPolicyQuote,
  foreignContentQuote,
  alteredQuote,
  invertedQuote,
  olderWording,
]
