import { expect, test } from '@jest/globals'
import { readExamples } from '../lint/policy-examples.js'
import { readSections } from '../lint/policy-sections.js'
import { textLines } from '../lint/text-lines.js'
import { soundText } from '../fixtures/sound-policy.js'
import { addCase, addToText } from './add-example.js'

const labels = [
  { label: 'VALID', outcome: 'allowed' },
  { label: 'INVALID', outcome: 'violates' },
] as const
const example = {
  ...{ content: 'A flyer\nthat says "call me"', label: 'INVALID' },
  ...{ rules: ['SP-1.1'], note: 'it is pressed on people' },
}

test('a case is one line more, whether or not the file ended in one', () => {
  const line = `${JSON.stringify(example)}\n`
  expect(addCase('', example, labels)).toBe(line)
  expect(addCase('{}', example, labels)).toBe(`{}\n${line}`)
  expect(addCase('{}\r\n', example, labels)).toBe(`{}\r\n${line.replace('\n', '\r\n')}`)
  expect(() => addCase('', { ...example, label: 'MAYBE' }, labels)).toThrow(/label of VALID/)
})

test('an entry stands below the examples there are, and reads as one of them', () => {
  const text = addToText(soundText, example, 'words')
  const lines = textLines(text)
  const section = readSections(lines).find(({ kind }) => kind === 'examples')
  const found = section ? readExamples(lines, section, labels) : []
  expect(found.at(-1)).toMatchObject({
    label: { text: 'INVALID' },
    item: 'a flyer that says call me',
  })
  expect(text.endsWith('\n')).toBe(true)
  expect(text.replace(/- Item: "A flyer[\s\S]*people\n/, '')).toBe(soundText)
})

test('a text without examples is given the section, and what follows examples stays', () => {
  expect(addToText('# P\n', example, 'words')).toBe(
    '# P\n\n## Examples\n- Item: "A flyer that says \'call me\'"\n  Answer: INVALID\n  Why: SP-1.1, it is pressed on people\n',
  )
  const followed = '# P\n\n## Examples\n- Text: "a"\n  Answer: VALID\n\n## Output\nOne word.\n'
  expect(addToText(followed, { ...example, note: '' }, 'binary')).toBe(
    '# P\n\n## Examples\n- Text: "a"\n  Answer: VALID\n- Text: "A flyer that says \'call me\'"\n  Answer: INVALID\n  Why: SP-1.1\n\n## Output\nOne word.\n',
  )
})

test('an answer that is more than a word is not made up', () => {
  expect(() => addToText('# P\n', example, 'rationale-json')).toThrow(/one word/)
})
