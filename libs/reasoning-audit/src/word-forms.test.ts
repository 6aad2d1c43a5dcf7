import { expect, test } from '@jest/globals'
import { senseOf } from './risk-words.js'
import { formsOf } from './word-forms.js'
import { readWords } from './words.js'

test('words whose letters make the same number are told apart', () => {
  // 31 times one letter and the next: `Aa` and `BB` are equal.
  expect(readWords('Aa BB AaBB BBAa Aa').list).toEqual(['aa', 'bb', 'aabb', 'bbaa', 'aa'])
})

test('a word is read alike wherever it stands and however often', () => {
  const text = "It isn't allowed; it ISN'T Allowed, and cannot be 3x worse than R2D2's violations."
  const once = readWords(text)
  expect(readWords(text)).toEqual(once)
  const raws = [...text.matchAll(/[A-Za-z0-9]+(?:'[A-Za-z]+)*/g)].map(([raw]) => raw)
  const formsIn = (raw: string) => [formsOf(raw), formsOf(raw).second].flatMap((each) => each ?? [])
  expect(once.list).toEqual(raws.flatMap(formsIn).map(({ form }) => form))
})

test('each word brings what it says without its neighbours, in plain letters and others', () => {
  for (const text of ["But it isn't clearly allowed", 'Café rules don’t mention it – perhaps']) {
    const { list, senses } = readWords(text)
    expect(senses).toEqual(list.map(senseOf))
  }
})
