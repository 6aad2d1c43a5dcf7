import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { repeatsContent } from './repeats-content.js'

const offer = 'Lovely recipe! I earn 300 a day from my sofa, ask me how at easy-sofa.example today'

test('eight words in a row are a quotation, however they are set', () => {
  expect(repeatsContent('she wrote: i EARN 300, a day — from my\nsofa', offer)).toBe(true)
  expect(repeatsContent('i ea\u200Brn 300 a day from my sofa', offer)).toBe(true)
  expect(repeatsContent('A comment below a recipe: 300 a day from my sofa', offer)).toBe(false)
})

test('shorter content is quoted as a whole, and a word or two by chance', () => {
  expect(repeatsContent('It said "buy cheap pills" again', 'Buy cheap pills!')).toBe(true)
  expect(repeatsContent('It offered cheap pills', 'Buy cheap pills!')).toBe(false)
  expect(repeatsContent('That is spam of a kind', 'Spam')).toBe(false)
  expect(repeatsContent('spam', 'Spam!')).toBe(true)
  expect(repeatsContent('anything', '…')).toBe(false)
})

test('of scripts without spaces, eight letters in a row', () => {
  expect(repeatsContent('他说今天不用工作也能赚很多钱', '今天不用工作也能赚很多钱,加我')).toBe(true)
  expect(repeatsContent('他说不用工作', '今天不用工作也能赚很多钱,加我')).toBe(false)
})

test('whatever holds all of some content quotes it', () => {
  const words = fc.array(fc.constantFrom('red', 'blue', 'Ä', '漢字', '9', 'so'), { minLength: 3 })
  fc.assert(
    fc.property(words, words, words, (content, before, after) => {
      const said = [...before, ...content, ...after].join(', ')
      expect(repeatsContent(said, content.join(' '))).toBe(true)
    }),
  )
})
