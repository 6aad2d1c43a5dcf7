import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { buildPrompt } from '@assize/classification'
import { parseContent } from '@assize/content'
import { chatLine, type ItemWords } from './chat-line.js'
import type { GoldItem } from './dataset.js'

const golden = readFileSync(
  fileURLToPath(new URL('../src/__golden__/chat.jsonl', import.meta.url)),
  'utf8',
)

const dataset = { name: 'gold', version: 2 }

const spam = {
  text: '# Spam\nAnswer with exactly one word, VALID or INVALID.\n',
  contract: {
    kind: 'words',
    labels: [
      { label: 'VALID', outcome: 'allowed' },
      { label: 'INVALID', outcome: 'violates' },
    ],
    rules: [{ code: 'SP-1.1', outcome: 'violates' }],
    strict: true,
  },
} as const

const harassment = {
  text: '# Harassment\nAnswer with one JSON object:\n{"violation": 0 or 1, "policy_category": code, "rationale": why}\n',
  contract: {
    kind: 'rationale-json',
    labels: [
      { label: '0', outcome: 'allowed' },
      { label: '1', outcome: 'violates' },
    ],
    rules: [{ code: 'HR-2.1', outcome: 'violates' }],
    strict: true,
    labelKey: 'violation',
    rulesKey: 'policy_category',
  },
} as const

const anItem = (over: Partial<GoldItem> = {}): GoldItem => ({
  position: 1,
  contentItemId: '019a0000-0000-7000-8000-000000000001',
  verdictId: '019a0000-0000-7000-8000-000000000002',
  decisionId: '019a0000-0000-7000-8000-000000000003',
  policy: 'spam',
  policyCommit: 'a'.repeat(40),
  label: 'INVALID',
  outcome: 'violates',
  rules: ['SP-1.1'],
  kind: 'correction',
  split: 'train',
  simulated: false,
  itemDigest: 'b'.repeat(64),
  ...over,
})

const words = (content: ItemWords['content'], over: Partial<ItemWords> = {}): ItemWords => ({
  content,
  decisionRationale: 'Wishes the target hurt.',
  verdictRationale: 'Faults the service only.',
  ...over,
})

const text = parseContent({ text: 'same link\nagain \u2028 <|end|> "quoted"' })
const turns = parseContent(
  {
    messages: [
      { role: 'user', content: 'hello' },
      { role: 'other', content: 'I hope you fall' },
    ],
  },
  1,
)

test('lines are as the golden file has them', () => {
  const judged = { policy: 'harassment', label: '1', rules: ['HR-2.1'], position: 2 } as const
  const agreed = { ...judged, position: 3, kind: 'agreement', simulated: true } as const
  const allowed = { position: 4, label: 'VALID', outcome: 'allowed', rules: [] } as const
  const lines = [
    chatLine(dataset, anItem(), spam, words(text)),
    chatLine(dataset, anItem(judged), harassment, words(turns)),
    chatLine(dataset, anItem(agreed), harassment, words(turns, { decisionRationale: null })),
    chatLine(dataset, anItem(allowed), spam, words(text)),
    chatLine(
      dataset,
      anItem({ ...judged, position: 5, split: 'test' }),
      harassment,
      words(turns, { decisionRationale: null }),
    ),
  ]
  expect(lines.join('')).toBe(golden)
})

test('whatever the content, a line is one line of JSON with the prompt the model was given', () => {
  const hostile = fc
    .string({
      unit: fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\n', '\r', '\u0085', '\u2028', '"', '\\', '<|', '{'),
      ),
    })
    .filter((each) => each.trim() !== '' && !each.includes('\0'))
  fc.assert(
    fc.property(hostile, (given) => {
      const content = parseContent({ text: given })
      const line = chatLine(dataset, anItem(), spam, words(content))
      expect(line.slice(0, -1)).not.toMatch(/[\n\r\u0085\u2028\u2029]/)
      const { messages } = JSON.parse(line) as { messages: unknown[] }
      expect(messages).toEqual([
        ...buildPrompt(spam.text, content),
        { role: 'assistant', content: 'INVALID' },
      ])
    }),
  )
})

test('the reasoning of a verdict that was overturned is no part of the answer', () => {
  const item = anItem({ policy: 'harassment', label: '1', rules: ['HR-2.1'] })
  const line = chatLine(dataset, item, harassment, words(text, { decisionRationale: null }))
  expect(line).not.toContain('Faults the service')
  expect(line).toContain('"rationaleSource":null')
})
