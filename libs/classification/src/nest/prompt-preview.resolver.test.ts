import 'reflect-metadata'
import { expect, test } from '@jest/globals'
import { parseContent } from '@assize/content'
import { buildPrompt } from '../prompt.js'
import { PromptPreviewResolver } from './prompt-preview.resolver.js'

const text = '# Spam\r\n\r\nAnswer VALID or INVALID. \u200B'

test('the preview is what judging sends, byte for byte', async () => {
  const content = { text: 'buy <|end|> now' }
  const { messages, tokens } = await new PromptPreviewResolver().policyPrompt({ text, content })
  expect(messages).toEqual(buildPrompt(text, parseContent(content)))
  expect(messages[0]).toEqual({ role: 'system', content: text })
  expect(tokens).toBeGreaterThan(10)
})

test('a turn of a conversation is judged among the others', async () => {
  const content = {
    messages: [
      { role: 'user', content: 'hello' },
      { role: 'assistant', content: 'hi' },
    ],
  }
  const subject = { message: 1 }
  const { messages } = await new PromptPreviewResolver().policyPrompt({ text, content, subject })
  expect(messages).toEqual(buildPrompt(text, parseContent(content, 1)))
})

test('content that could not be judged has no prompt', async () => {
  const asked = new PromptPreviewResolver().policyPrompt({ text, content: {} })
  await expect(asked).rejects.toMatchObject({ code: 'CONTENT_AMBIGUOUS' })
})
