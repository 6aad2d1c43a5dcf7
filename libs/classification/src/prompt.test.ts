import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseContent } from '@assize/content'
import { canonicalJson, sha256Hex } from '@assize/kernel'
import { buildPrompt, promptDigest, unkeyedPromptDigest } from './prompt.js'

const text = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter((t) => t.trim() !== '' && !t.includes('\0'))

test('the policy message is the policy, byte for byte, whatever the content', () => {
  fc.assert(
    fc.property(text, text, (policy, content) => {
      const prompt = buildPrompt(policy, parseContent({ text: content }))
      expect(prompt).toHaveLength(2)
      expect(prompt[0]).toEqual({ role: 'system', content: policy })
    }),
  )
})

test('no content brings a control token into the prompt', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('<', '|', '>', 'start', ' ', 'a'), { minLength: 1 }),
      (parts) => {
        const content = parts.join('')
        fc.pre(content.trim() !== '')
        expect(buildPrompt('p', parseContent({ text: content }))[1].content).not.toMatch(/<\||\|>/)
      },
    ),
  )
})

test('a turn cannot pretend to be another: each stays on one line of its own', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (turns) => {
      const content = parseContent({ messages: turns.map((t) => ({ role: 'user', content: t })) })
      const [, ...lines] = buildPrompt('p', content)[1].content.split('\n')
      expect(lines).toHaveLength(turns.length)
      lines.forEach((line, i) => expect((JSON.parse(line) as { turn: number }).turn).toBe(i + 1))
    }),
  )
})

test('the judged turn is named', () => {
  const messages = [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
  ]
  const [, user] = buildPrompt('p', parseContent({ messages }, 1))
  expect(user.content).toContain('Judge only turn 2')
  expect(user.content).toContain('{"turn":2,"role":"assistant","judged":true,"text":"b"}')
})

test('the digest changes with either message, and with the key', () => {
  const digest = (p: string, c: string, key = 'k'): string =>
    promptDigest(buildPrompt(p, parseContent({ text: c })), key)
  const all = [digest('p', 'c'), digest('q', 'c'), digest('p', 'd'), digest('p', 'c', 'l')]
  expect(new Set(all).size).toBe(4)
  expect(digest('p', 'c')).toBe(digest('p', 'c'))
})

test('who has policy and content and not the key cannot tell the digest', () => {
  const prompt = buildPrompt('p', parseContent({ text: 'a guess' }))
  const digest = promptDigest(prompt, 'k'.repeat(64))
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  const guesses = [canonicalJson(prompt), `assize-prompt\n${canonicalJson(prompt)}`]
  for (const guess of guesses) expect(digest).not.toBe(sha256Hex(guess))
  expect(digest).not.toBe(unkeyedPromptDigest(prompt))
})
