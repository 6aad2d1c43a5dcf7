import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseKept } from './kept-draft.js'

const files = fc.record({ text: fc.string(), manifest: fc.string(), cases: fc.string() })

test('a draft is read back as it was kept, with what it was begun from', () => {
  fc.assert(
    fc.property(files, fc.option(fc.string()), (draft, parent) => {
      const kept = { parent, files: draft }
      const base = { ...draft, text: `${draft.text}.` }
      expect(parseKept(JSON.stringify(kept), base)).toEqual(kept)
    }),
  )
})

test('what says nothing new, or cannot be read, is no draft', () => {
  const base = { text: 'a', manifest: 'b', cases: 'c' }
  expect(parseKept(null, base)).toBeNull()
  expect(parseKept(JSON.stringify({ parent: 'x', files: base }), base)).toBeNull()
  for (const words of ['', '{', 'null', '{}', '{"files":{"text":"a"}}'])
    expect(parseKept(words, base)).toBeNull()
})
