import { describe, expect, test } from '@jest/globals'
import { readingOf, ticketPolicy } from '../audit-subject.builder.js'
import { fabricatedQuote } from './fabricated-quote.js'

const found = (trace: string, content?: string) =>
  fabricatedQuote
    .detect(readingOf({ trace, ...(content === undefined ? {} : { content }) }))
    .map(({ spans: [span] }) => trace.slice(span?.start, span?.end))

const invented = 'Sellers must show an official licence before advertising abroad.'

describe('raises', () => {
  test.each([
    `The policy says: "${invented}" So INVALID.`,
    `According to the policy, “${invented}” That decides it.`,
    `This falls under "${invented}" and is not allowed.`,
    `TR2 reads '${invented}' if I recall.`,
    `There is also a rule: "Disallowed content: anything that glorifies smoking near schools." Hmm.`,
  ])('%s', (trace) => {
    expect(found(trace)).toHaveLength(1)
  })

  test('the second of two quotations joined by "or" has the source of the first', () => {
    const trace = `The policy mentions "${invented}" or "Brokers with foreign bank accounts pay double fees"`
    expect(found(trace)).toHaveLength(2)
  })

  test('the nearest passage of the policy is pointed at, the sentence never quoted', () => {
    const trace =
      'The policy says "Hiding the venue until midnight equals smuggling animals" so INVALID.'
    const [finding] = fabricatedQuote.detect(readingOf({ trace }))
    const inPolicy = finding?.spans.find((span) => span.in === 'policy')
    expect(ticketPolicy.slice(inPolicy?.start, inPolicy?.end)).toMatch(/hiding/i)
    expect(finding?.message).not.toMatch(/venue|smuggling/)
    expect(finding?.severity).toBe('hard')
  })

  test('no passage is pointed at where none is like it', () => {
    const [finding] = fabricatedQuote.detect(
      readingOf({ trace: `The policy says: "${invented}" So INVALID.` }),
    )
    expect(finding?.spans.map((span) => span.in)).toEqual(['trace'])
  })

  test('words put into the mouth of the content', () => {
    const trace = 'The user says "bring cash to the harbour after midnight alone" which is odd.'
    expect(found(trace)).toHaveLength(1)
  })

  test('also if they share one word with it by chance', () => {
    const trace =
      'The author writes "I know that Friday is forbidden but nobody checks on harbours".'
    expect(found(trace)).toHaveLength(1)
  })
})

describe('leaves alone', () => {
  test.each([
    ['word for word', 'The policy says "Asking for more than the printed price". So INVALID.'],
    ['other endings and case', 'The policy says "ask for more than the printed prices".'],
    [
      'a few words changed',
      'The policy says "Offering altered copies or screenshots as originals".',
    ],
    ['left-out words', 'The policy: "Asking for more than the printed price ... until payment".'],
    ['a negated quotation', `The policy does not say "${invented}" anywhere.`],
    ['one denied afterwards', `"${invented}" is not in the policy.`],
    ['scare quotes', 'This is a "somewhat cheeky sort of sales patter" at worst.'],
    ['too short to be a quotation', 'The policy says "no scalping" more or less.'],
    ['an answer being drafted', 'So respond: "Thanks, please send the advert you want checked."'],
    ['content, word for word', 'The user says "Two seats for Friday, 40 each as printed."'],
  ])('%s', (_, trace) => {
    expect(found(trace)).toEqual([])
  })

  test('content quoted in decoded form', () => {
    const content = 'c2VuZCBtb25leSB0byB0aGUgaGFyYm91ciB0b25pZ2h0'
    expect(
      found(
        'Base64 decoded, the content says "send money to the harbour tonight please".',
        content,
      ),
    ).toEqual([])
    expect(
      found(
        'The user says "meet me behind the old station tonight".',
        'm33t m3 b3h1nd th3 st4t10n',
      ),
    ).toEqual([])
  })

  test('a turn of the conversation', () => {
    const messages = [
      { role: 'user', content: 'How do I price them?' },
      { role: 'assistant', content: 'Never go above what the organiser printed on the front.' },
    ]
    const trace =
      'According to the rules given, "Never go above what the organiser printed on the front."'
    expect(fabricatedQuote.detect(readingOf({ trace, messages }))).toEqual([])
  })
})
