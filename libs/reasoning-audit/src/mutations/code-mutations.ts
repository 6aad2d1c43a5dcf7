import { listCodeMentions, outcomeOfRule, readRuleCodes } from '@assize/policy'
import { insertSentence, insertBeforeEnd, contentOf } from './edits.js'
import { withTrace, type HardNegative, type JudgedCase, type Mutation } from './mutation.js'
import { fill } from './phrase-book.js'
import type { SeededRandom } from './random.js'
import { outcomeStated } from './stated.js'

/** A code in the policy's own shape that no text in play has. */
function undefinedCode(given: JudgedCase, random: SeededRandom): string | undefined {
  const { codes, knows } = readRuleCodes(given.policy.text)
  const model = random.pick(codes)
  if (model === undefined) return undefined
  const others = (given.policy.otherVersions ?? []).map(({ text }) => text)
  const known = [given.policy.text, contentOf(given), given.trace.reasoning, ...others].join('\n')
  for (let tries = 0; tries < 20; tries += 1) {
    const number = 5 + random.below(5)
    const code = random.chance(0.3)
      ? `${model.replace(/[.]?[a-z]$/, '')}.${'mnqrw'[random.below(5)] ?? 'q'}`
      : model.replace(/\d+/, String(number))
    if (!knows(code) && !known.includes(code)) return code
  }
  return undefined
}

const replaceCode = (text: string, from: string, to: string): string =>
  listCodeMentions(text)
    .filter(({ code }) => code === from)
    .reduceRight((all, { start, end }) => all.slice(0, start) + to + all.slice(end), text)

const undefinedCodeCited: Mutation = {
  name: 'undefined code',
  raises: ['unknown-rule'],
  mutate: (given, { phrases, random }) => {
    const code = undefinedCode(given, random)
    if (code === undefined) return undefined
    const { reasoning } = given.trace
    const { knows } = readRuleCodes(given.policy.text)
    const cited = listCodeMentions(reasoning).filter((mention) => knows(mention.code))
    const last = cited.at(-1)
    if (last && random.chance(0.5))
      return withTrace(given, { reasoning: replaceCode(reasoning, last.code, code) })
    const sentence = fill(random.pick(phrases.citing) ?? '', { code })
    return withTrace(given, { reasoning: insertSentence(reasoning, sentence, random) })
  },
}

const unknownSection: Mutation = {
  name: 'unknown section or appendix',
  raises: ['unknown-rule'],
  mutate: (given, { phrases, random }) => {
    if (/\b(?:appendix|annex|section \d)/i.test(given.policy.text + contentOf(given)))
      return undefined
    const values = {
      letter: 'CDEF'[random.below(4)] ?? 'C',
      number: `${7 + random.below(5)}.${1 + random.below(4)}`,
    }
    const sentence = fill(random.pick(phrases.citingSection) ?? '', values)
    return withTrace(given, { reasoning: insertSentence(given.trace.reasoning, sentence, random) })
  },
}

/** A defined code whose outcome is the other one; undefined where the policy does not say what codes lead to. */
function opposedCode(given: JudgedCase, random: SeededRandom): string | undefined {
  const { contract } = given.policy
  const stated = outcomeStated(given)
  const other = stated === 'violates' ? 'allowed' : 'violates'
  if (stated === 'undetermined') return undefined
  return random.pick(contract.rules.filter((rule) => rule.outcome === other))?.code
}

const swappedCode: Mutation = {
  name: 'swapped code',
  raises: ['rationale-inconsistent', 'verdict-contradicts-trace'],
  mutate: (given, { phrases, random }) => {
    const code = opposedCode(given, random)
    if (code === undefined) return undefined
    const { contract } = given.policy
    const { reasoning } = given.trace
    const stated = outcomeStated(given)
    const rules = new Set(listCodeMentions(reasoning).map((mention) => mention.code))
    const agreeing = [...rules].filter((each) => outcomeOfRule(contract, each) === stated)
    const opposing = [...rules].filter((each) => outcomeOfRule(contract, each) !== stated)
    if (opposing.length > 0) return undefined
    if (agreeing.length === 0) {
      const sentence = fill(random.pick(phrases.citing) ?? '', { code })
      return withTrace(given, { reasoning: insertBeforeEnd(reasoning, sentence) })
    }
    const swapped = agreeing.reduce((text, each) => replaceCode(text, each, code), reasoning)
    return withTrace(given, { reasoning: swapped })
  },
}

/** The output names a rule which the trace never speaks of, in place of the one it argued for. */
const swappedCodeInOutput: Mutation = {
  name: 'swapped code in the output',
  raises: ['rationale-inconsistent'],
  mutate: (given, { random }) => {
    const { output, reasoning } = given.trace
    const named = listCodeMentions(output)[0]
    if (!named || !reasoning.includes(named.code)) return undefined
    const others = readRuleCodes(given.policy.text).codes.filter(
      (code) => code !== named.code && !reasoning.includes(code),
    )
    const code = random.pick(others)
    return code === undefined
      ? undefined
      : withTrace(given, { output: replaceCode(output, named.code, code) })
  },
}

const dismissedCode: HardNegative = {
  name: 'dismissed code',
  spares: ['unknown-rule'],
  mutate: (given, { phrases, random }) => {
    const code = undefinedCode(given, random)
    if (code === undefined) return undefined
    const sentence = fill(random.pick(phrases.dismissesCode) ?? '', { code })
    return withTrace(given, { reasoning: insertSentence(given.trace.reasoning, sentence, random) })
  },
}

const tokens = ['QX7', 'BR12', 'A4', 'TK-21', 'MZ3', 'GT500'] as const

const codeOfTheContent: HardNegative = {
  name: 'code-like token of the content',
  spares: ['unknown-rule', 'unsupported-fact'],
  mutate: (given, { phrases, random }) => {
    const token = random.pick(tokens) ?? 'QX7'
    if (given.policy.text.includes(token)) return undefined
    const { messages, reasoning } = given.trace
    const turns = messages.map((turn, i) =>
      i === messages.length - 1 ? { ...turn, content: `${turn.content} (${token})` } : turn,
    )
    const sentence = fill(random.pick(phrases.contentToken) ?? '', { token })
    return withTrace(given, {
      messages: turns,
      reasoning: insertSentence(reasoning, sentence, random),
    })
  },
}

export const codeMutations = [undefinedCodeCited, unknownSection, swappedCode, swappedCodeInOutput]
export const codeNegatives = [dismissedCode, codeOfTheContent]
