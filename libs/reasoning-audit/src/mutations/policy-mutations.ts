import { inferContract, listCodeMentions, outcomeOfRule, readRuleCodes } from '@assize/policy'
import { listSentences } from '../sentences.js'
import { isGrammarWord, readWords } from '../words.js'
import { insertSentence, contentOf } from './edits.js'
import { withTrace, type HardNegative, type Mutation } from './mutation.js'
import { fill } from './phrase-book.js'
import { outcomeStated } from './stated.js'

const externalPolicy: Mutation = {
  name: 'external policy',
  raises: ['external-policy'],
  mutate: (given, { phrases, random }) => {
    const sentence = random.pick(phrases.external)
    if (sentence === undefined || /openai/i.test(given.policy.text + contentOf(given)))
      return undefined
    return withTrace(given, { reasoning: insertSentence(given.trace.reasoning, sentence, random) })
  },
}

const namedInPassing: HardNegative = {
  name: 'outside rules set aside',
  spares: ['external-policy'],
  mutate: (given, { phrases, random }) => {
    const sentence = random.pick(phrases.notExternal) ?? ''
    return withTrace(given, { reasoning: insertSentence(given.trace.reasoning, sentence, random) })
  },
}

/** A code that another version defines and this one does not. */
const olderCode: Mutation = {
  name: "other version's code",
  raises: ['stale-rule', 'unknown-rule'],
  mutate: (given, { phrases, random }) => {
    const own = readRuleCodes(given.policy.text)
    const stale = (given.policy.otherVersions ?? [])
      .flatMap(({ text }) => readRuleCodes(text).codes)
      .filter((code) => !own.knows(code) && !contentOf(given).includes(code))
    const code = random.pick(stale)
    if (code === undefined) return undefined
    const sentence = fill(random.pick(phrases.citing) ?? '', { code })
    return withTrace(given, { reasoning: insertSentence(given.trace.reasoning, sentence, random) })
  },
}

/** All that the trace says of the rules that lead to its outcome is taken out; what it concludes stays. */
const droppedCriterion: Mutation = {
  name: 'deciding criterion never considered',
  raises: ['skipped-policy', 'rationale-inconsistent'],
  mutate: (given) => {
    const { contract, text } = given.policy
    const { reasoning } = given.trace
    const stated = outcomeStated(given)
    if (stated !== 'violates') return undefined
    const isDeciding = (code: string) => outcomeOfRule(contract, code) === stated
    const wording = new Set(
      contract.rules
        .filter(({ code }) => isDeciding(code))
        .flatMap(({ code }) => readWords(passageOf(text, code)).list)
        .filter((word) => !isGrammarWord(word)),
    )
    const considers = (sentence: string) =>
      listCodeMentions(sentence).some(({ code }) => isDeciding(code)) ||
      readWords(sentence).list.filter((word) => wording.has(word)).length > 1
    const sentences = listSentences(reasoning)
    const last = sentences.at(-1)
    const dropped = sentences.slice(0, -1).filter((sentence) => considers(sentence.text))
    if (wording.size === 0 || dropped.length === 0 || !last || considers(last.text))
      return undefined
    const kept = dropped.reduceRight(
      (all, { start, end }) => all.slice(0, start) + all.slice(end).trimStart(),
      reasoning,
    )
    return kept.length < 120 ? undefined : withTrace(given, { reasoning: kept })
  },
}

/** From the first mention of a code to the next blank line. */
function passageOf(text: string, code: string): string {
  const start = Math.max(0, text.indexOf(code))
  const end = text.indexOf('\n\n', start)
  return text.slice(start + code.length, end < 0 ? text.length : end)
}

const outputPart = /^.*(?:exactly one|\[INPUT\]|output format|answer \(|respond with|return ).*$/gim

/** A second policy is supplied and the content breaks it; the trace speaks of the first alone. */
const secondPolicy: Mutation = {
  name: 'second policy never considered',
  raises: ['skipped-policy'],
  mutate: (given, { strangers, random }) => {
    if (outcomeStated(given) !== 'allowed') return undefined
    const ownFamily = given.trace.policyVersion.split('@')[0]
    const violating = strangers.filter(
      (other) =>
        outcomeStated(other) === 'violates' &&
        other.trace.policyVersion.split('@')[0] !== ownFamily &&
        other.trace.messages.length === 1,
    )
    const other = random.pick(violating)
    if (!other) return undefined
    const body = other.policy.text.replace(outputPart, '').trim()
    const text = `POLICY A\n\n${body}\n\n\nPOLICY B\n\n${given.policy.text}`
    const contract = inferContract(text)
    const { messages } = given.trace
    const turns = messages.map((turn, i) =>
      i === messages.length - 1
        ? { ...turn, content: `${turn.content}\n\n${contentOf(other)}` }
        : turn,
    )
    if (contract.kind !== given.policy.contract.kind) return undefined
    return { trace: { ...given.trace, messages: turns }, policy: { text, contract } }
  },
}

export const policyMutations = [externalPolicy, olderCode, droppedCriterion, secondPolicy]
export const policyNegatives = [namedInPassing]
