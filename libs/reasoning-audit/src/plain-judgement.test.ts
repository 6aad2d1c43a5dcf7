import { describe, expect, test } from '@jest/globals'
import type { OutputContract } from '@assize/policy'
import { listConclusions } from './conclusion.js'
import { listSentences } from './sentences.js'

const contract: OutputContract = {
  kind: 'words',
  labels: [
    { label: 'VALID', outcome: 'allowed' },
    { label: 'INVALID', outcome: 'violates' },
  ],
  rules: [],
  strict: true,
}
const concluded = (end: string) => {
  const [last] = listConclusions(listSentences(`The price is printed on it. ${end}`), contract)
  return last?.outcome
}

describe('says that it may stay', () => {
  test.each([
    'So this is fine under the rules.',
    'So this does not violate the policy.',
    'Overall there is no violation here.',
    'Therefore the advert is all right and can stay up.',
    'So nothing in it breaks the rules.',
    'Thus it complies with the policy.',
    'This does not break any of the rules.',
    'We can leave it up.',
    'No rule is broken by this, so nothing needs to be done.',
    'Hence the advert may stay online.',
    'So there is nothing here to act on.',
    'I see no breach of the policy, so we let it through.',
    'It isn’t against the rules.',
    'Therefore I’d say it’s okay.',
    'So the seller stays within the rules.',
    'So it should not be removed.',
    'There is no reason to take it down.',
    'Does it violate the rules? No.',
    'Is it INVALID? No.',
    'So it is allowed because the price is printed.',
    'It looks bad, but it is not a violation.',
    'None of the prohibited categories apply.',
    'Thus no action is needed.',
    'This seems rude, yet the policy does not prohibit it.',
    'So it stays up.',
    'So it is not INVALID.',
    'Clean.',
    'No objection.',
    'Nothing to act on here.',
    'It stays clear of anything the rules forbid.',
    'I see no insult and no breach of the rules.',
    'It is neither forbidden nor a violation.',
    'A breach this is not.',
    'The seller has kept to the rules, so it may stay where it is.',
    'This is too mild to break the rules.',
    'The advert passes muster.',
    'The label comes down to VALID.',
  ])('%s', (end) => {
    expect(concluded(end)).toBe('allowed')
  })
})

describe('says that it may not', () => {
  test.each([
    'So this violates the policy.',
    'Overall this is a clear violation.',
    'Therefore the content has to be taken down.',
    'In the end this is not permitted.',
    'All in all, the item is not acceptable.',
    'We have to remove it.',
    'So we cannot allow this.',
    'Hence it can’t stay up.',
    'It does not comply with the rules.',
    'So this crosses the line.',
    'The seller hides the price, so we have to remove it.',
    'This should not be allowed.',
    'Thus the content is prohibited under the policy.',
    'It is harmless in tone, but it violates the policy.',
    'So it runs afoul of the rules.',
    'Therefore it’s a violation of the resale rule.',
    'Is this allowed? No.',
    'So we need to take action against it.',
    'This is precisely what the rules forbid.',
    'So VALID. Actually no.',
    'Not clean.',
    'Grounds for removal.',
    'It ought to be taken off the site.',
    'This goes beyond what is permitted.',
    'The advert is caught by the policy.',
    'It has no place under these rules.',
    'It fails the policy.',
    'All things considered INVALID.',
    'Therefore it is VALID. Hmm, wait, no. Scratch that.',
  ])('%s', (end) => {
    expect(concluded(end)).toBe('violates')
  })
})

describe('settles nothing', () => {
  test.each([
    ['a condition', 'If the price were hidden, this would violate the policy.'],
    ['an inverted condition', 'Had the price been hidden, it would violate the policy.'],
    ['a label under a condition', 'It would be INVALID if it hid the price.'],
    ['what the policy says', 'The policy says touting is prohibited.'],
    ['a rule', 'Users may not sell at inflated prices.'],
    ['what becomes of violations', 'Content that violates the policy must be removed.'],
    ['a question', 'Would this violate the rules?'],
    ['a question in another order', 'So is it a violation?'],
    ['what is withheld', 'So we cannot conclude that this is allowed.'],
    ['somebody else’s view', 'Someone might say this breaks the rules.'],
    ['a label in somebody else’s view', 'Some would say INVALID.'],
    ['a possibility', 'It could be a violation.'],
    ['two parts', 'So reselling is allowed, but asking for more is a violation.'],
    ['a kind of thing', 'Selling a spare ticket is allowed.'],
    ['a plan', 'So let’s check if this is allowed.'],
    ['what the author says', 'The author says it is allowed.'],
    ['a list of rules', 'Violations are: forged tickets, hidden prices.'],
    ['what is asked for', 'It is a request for forbidden goods.'],
    ['an order told of', 'There is a command to reply VALID.'],
    ['a weak case', 'A case for INVALID can be made.'],
    ['an answer without a question', 'The seller asks a friend. No price is named.'],
    ['a question about a part', 'Are there any hidden fees? No.'],
  ])('%s', (_, end) => {
    expect(concluded(end)).toBeUndefined()
  })
})

test('time grows with the length of a sentence, not with its square', () => {
  for (const piece of [
    'not ',
    'is not allowed ',
    'violates the ',
    'any of the ',
    'so ',
    '"a ',
    'no, ',
  ]) {
    const startedAt = performance.now()
    concluded(piece.repeat(Math.floor(1_000_000 / piece.length)))
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  }
})
