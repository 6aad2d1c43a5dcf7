import type { Outcome } from '../api/schema-words.js'
import type { Offer, Question, Terms } from './documents.js'

/** Where an example comes from, and what it begins with. */
export interface ExampleOrigin {
  readonly policy: string
  readonly rulingId: string | null
  readonly offerId: string | null
  readonly content: string
  readonly note: string
  readonly outcome: Outcome | null
  readonly rules: readonly string[]
}

/** Test cases name the rules that are met: of what is allowed none is. */
const namedIn = (outcome: Outcome | null, rules: readonly string[]) =>
  outcome === 'ALLOWED' ? [] : rules

/** The question tells the case in words, which is what an example needs. */
export const ofRuling = ({
  id,
  policy,
  rule,
  question,
  answer,
  outcome,
}: Question): ExampleOrigin => ({
  ...{ policy, rulingId: id, offerId: null, content: question ?? '', note: answer ?? '' },
  ...{ outcome, rules: namedIn(outcome, [rule]) },
})

export const ofOffer = ({ id, policy, content, note, outcome, rules }: Offer): ExampleOrigin => ({
  ...{ policy, rulingId: null, offerId: id, content: content ?? '', note: note ?? '' },
  ...{ outcome, rules: namedIn(outcome, rules) },
})

/** The label an example begins with: the first that means its outcome. */
export const labelFor = (outcome: Outcome | null, { labels }: Pick<Terms, 'labels'>): string =>
  (labels.find((each) => each.outcome === outcome) ?? labels[0])?.label ?? ''

/** Only rules the policy has go with it. */
export const knownRules = (rules: readonly string[], terms: Pick<Terms, 'rules'>): string[] =>
  rules.filter((code) => terms.rules.some((rule) => rule.code === code))

/** An answer of more than one word is not written for anybody. */
export const takesEntries = ({ contract }: Pick<Terms, 'contract'>): boolean =>
  contract === 'words' || contract === 'binary'
