import { canonicalJson, hmacSha256Hex, sha256Hex } from '@assize/kernel'
import type { Content } from '@assize/content'
import type { Prompt } from '@assize/inference'

/**
 * Two messages: the policy's exact bytes, then the content. The policy comes first and never varies with the content,
 * so that servers can reuse its prefix. A single text is the whole second message; a conversation is one JSON object a
 * line, so that no turn can pretend to be another.
 */
export function buildPrompt(policyText: string, content: Content): Prompt {
  return [
    { role: 'system', content: policyText },
    { role: 'user', content: neutralise(renderContent(content)) },
  ]
}

/** The messages as sent, by us or by whoever asked before. */
type Messages = readonly { readonly role: string; readonly content: string }[]

/**
 * 64 hex digits over the canonical form of the messages, keyed by the installation's secret: the digest outlives the
 * erasure of the content, and nobody outside can test a guess of the content against it.
 */
export const promptDigest = (messages: Messages, key: string): string =>
  hmacSha256Hex(key, `assize-prompt\n${canonicalJson(messages)}`)

/** What verdicts were recorded with before the digest was keyed; to know an earlier import again. */
export const unkeyedPromptDigest = (messages: Messages): string =>
  sha256Hex(canonicalJson(messages))

function renderContent(content: Content): string {
  const [first] = content.messages
  if (content.kind === 'text' && first) return first.content
  const turns = content.messages.map(({ role, content: text }, index) =>
    JSON.stringify({
      turn: index + 1,
      role,
      ...(content.subject === index ? { judged: true } : {}),
      text,
    }),
  )
  const ask =
    content.subject === undefined
      ? 'Conversation, one JSON object a line. Judge it as a whole.'
      : `Conversation, one JSON object a line. Judge only turn ${content.subject + 1}; the rest is context.`
  return [ask, ...turns].join('\n')
}

/** Text that looks like a control token of the harmony format is broken up; the record keeps the original. */
const neutralise = (text: string): string => text.replaceAll('<|', '< |').replaceAll('|>', '| >')
