import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { traceSteps } from './trace-steps.js'

test('paragraphs become numbered steps that know where they stand', () => {
  const trace = 'We judge the item.\n\nIt has a link.\nStill the same thought.\n\n\nSo: VALID.'
  const steps = traceSteps(trace)
  expect(steps.map((step) => [step.number, step.text])).toEqual([
    [1, 'We judge the item.'],
    [2, 'It has a link.\nStill the same thought.'],
    [3, 'So: VALID.'],
  ])
  for (const step of steps) expect(trace.slice(step.start, step.end)).toBe(step.text)
})

test('a long paragraph breaks between sentences', () => {
  const sentence = 'This sentence says one thing about the item and then it stops here. '
  const steps = traceSteps(sentence.repeat(12))
  expect(steps.length).toBeGreaterThan(1)
  for (const step of steps) expect(step.text).toMatch(/^This .*here\.$/s)
})

test('no word of a trace is lost', () => {
  const words = fc.array(fc.constantFrom('One. ', 'two ', '\n', '\n\n', 'Three! '), {
    maxLength: 200,
  })
  fc.assert(
    fc.property(words, (parts) => {
      const trace = parts.join('')
      const shown = traceSteps(trace)
        .map((step) => step.text)
        .join(' ')
      expect(shown.split(/\s+/).filter(Boolean)).toEqual(trace.split(/\s+/).filter(Boolean))
    }),
  )
})

test('an empty trace has no steps', () => {
  expect(traceSteps('  \n\n ')).toEqual([])
})
