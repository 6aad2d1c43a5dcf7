import { expect, test } from '@jest/globals'
import { quotedFrom } from './quoted.js'

const content = 'Looking for somebody who can get me a lamp by the weekend. I pay well.'

test('words of the content are found where a trace quotes them, with or without their full stop', () => {
  const trace =
    'It reads "I pay well" and \u201clooking for  somebody\u201d. Rule "clearly named" is near.'
  expect(quotedFrom(content, trace).map(({ start, end }) => trace.slice(start, end))).toEqual([
    'I pay well',
    'looking for  somebody',
  ])
})

test('a word or two are no quotation of it', () => {
  expect(quotedFrom(content, 'The item says "lamp".')).toEqual([])
  expect(quotedFrom('', 'It says "anything at all".')).toEqual([])
})
