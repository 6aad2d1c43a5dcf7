import { expect, test } from '@jest/globals'
import { parseQuotedWords } from './quoted-words.js'

test.each([
  ['policy:spam jane "doe street" risk:>0.7', 'jane "doe street"', [], 'policy:spam risk:>0.7'],
  ['external:post-1,post-2 lang:de', null, ['post-1', 'post-2'], 'lang:de'],
  ['external:"post, one" External:b', null, ['post, one', 'b'], ''],
  ['https://example.org/jane policy:"a b"', 'https://example.org/jane', [], 'policy:"a b"'],
  ['', null, [], ''],
])('of the query %j it is told what it quotes', (query, words, externalIds, unquoted) => {
  expect(parseQuotedWords(query)).toEqual({ words, externalIds, unquoted })
})
