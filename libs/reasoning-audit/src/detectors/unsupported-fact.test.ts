import { describe, expect, test } from '@jest/globals'
import { readingOf } from '../audit-subject.builder.js'
import { unsupportedFact } from './unsupported-fact.js'

const content =
  'I have two seats for the Friday concert in Leipzig, 40 each as printed. My brother Anton broke his leg.'

const found = (trace: string, given = content) =>
  unsupportedFact.detect(readingOf({ trace, content: given }))

const sound =
  'The seller has two seats for the concert in Leipzig at 40 each. His brother broke a leg. Fair resale.'

describe('raises', () => {
  test.each([
    'The message contains a phone number.',
    'The user mentions that they are fourteen years old.',
    'The post names a hospital in Lisbon.',
    'The author threatens to burn a warehouse.',
    'The seller offers a discount of 60 percent.',
    'The content includes an external link.',
    'Two bridges and a lighthouse are described.',
    'We read of a quarrel between plumbers.',
  ])('%s', (claim) => {
    const trace = `${sound} ${claim} So VALID.`
    const [finding, ...rest] = found(trace)
    expect(rest).toEqual([])
    expect(finding).toMatchObject({ type: 'unsupported-fact', severity: 'soft' })
    const [span] = finding?.spans ?? []
    expect(claim).toContain(trace.slice(span?.start, span?.end))
  })

  test('the trace of another item, hard where it speaks of much that is not there', () => {
    const trace =
      'The gardener writes "my tulips are gone" and "the mole did it again". He blames a neighbour for poisoning the tulips, and wants a spade. Moles, tulips and spades: nothing to do with touting.'
    const [finding] = found(trace)
    expect(finding).toMatchObject({ severity: 'hard', evidence: { of: 'trace' } })
    expect(finding?.spans.map(({ start, end }) => trace.slice(start, end))).toContain(
      'my tulips are gone',
    )
  })
})

describe('leaves alone', () => {
  test.each([
    sound,
    'The seller offers seats for the concert. The brother is Anton. The user mentions the leg of his brother.',
    'The content does not contain a phone number.',
    'If the user mentions a hospital in Lisbon it would be odd.',
    'Does the post name a hospital in Lisbon? No.',
    'The post might include links to auctions and warehouses.',
    'The user asks for forty each.',
    'It has a "warehouse in Lisbon" ring to it.',
    'A quarrel between plumbers would be another matter.',
    'The policy mentions forged tickets. The text mentions inflated resale and auctions.',
  ])('%s', (trace) => {
    expect(found(trace)).toEqual([])
  })

  test('content in another language, retold', () => {
    const given = 'Zwei Karten für Freitag, Stück vierzig, wie aufgedruckt, mein Bruder ist krank'
    expect(
      found('The seller offers two concert seats for Friday, his brother being ill.', given),
    ).toEqual([])
  })

  test('content in base64, read', () => {
    const given = 'Please read this: bXkgdHVsaXBzIGFyZSBnb25lLCB0aGUgbW9sZSBkaWQgaXQgYWdhaW4='
    expect(
      found('It decodes to "my tulips are gone, the mole did it again". Tulips.', given),
    ).toEqual([])
  })

  test('content of signs alone', () => {
    expect(
      found('The content shows a dolphin, a rainbow and three violins in a row.', '🐬🌈🎻'),
    ).toEqual([])
  })
})

test('spans lie in the trace', () => {
  for (const trace of [sound, 'The user mentions a hospital in Lisbon. '.repeat(50)])
    for (const { start, end } of found(trace).flatMap(({ spans }) => spans)) {
      expect(start).toBeLessThan(end)
      expect(end).toBeLessThanOrEqual(trace.length)
    }
})
