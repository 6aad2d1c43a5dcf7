import type { LintFix } from '../lint-remark.js'
import { lintRule, rewrite, safely } from '../lint-rule.js'

const roles = 'system|developer|user|assistant|human|ai|tool|model|bot'
const speaker = new RegExp(
  String.raw`^[ \t]{0,8}(?:#{1,6}[ \t]{1,4})?(?:\*\*)?(?:${roles})(?: (?:message|prompt))?(?:\*\*)?[ \t]?:`,
  'gim',
)
const markup = new RegExp(
  String.raw`^[ \t]{0,8}(?:</?(?:${roles})>|\[/?(?:INST|SYS|SYSTEM|AVAILABLE_TOOLS|TOOL_CALLS)\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>)`,
  'gim',
)

export const roleMarkup = lintRule({
  code: 'role-markup',
  severity: 'warning',
  what: 'what an endpoint reads as a role at the start of a line: system:, <system>, [INST], ChatML',
  why: 'Some servers flatten messages into one text; there the policy would end, or somebody else begin to speak.',
  example: 'system: You are a judge.',
  *check({ text }) {
    for (const form of [speaker, markup])
      for (const { 0: words, index } of text.matchAll(form)) {
        const start = index + (words.length - words.trimStart().length)
        const end = index + words.length
        yield {
          ...{ start, end },
          message: 'an endpoint may read this as the start of another message',
          fixes: [bracketed(text.slice(start, end), start)],
        }
      }
  },
})

/** The same word in brackets: `system:` is `(system):`, `[INST]` is `(INST)`. */
function bracketed(words: string, start: number): LintFix {
  const [name = ''] = /[\p{L}_]+(?: (?:message|prompt))?/u.exec(words) ?? []
  const slash = words.includes('/') ? '/' : ''
  const text = `(${slash}${name})${words.endsWith(':') ? ':' : ''}`
  return safely(rewrite(`Write ${text}`, { start, end: start + words.length }, text))
}
