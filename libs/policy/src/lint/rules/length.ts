import { lintRule } from '../lint-rule.js'
import { mostRead } from '../lint-view.js'

export const advisedTokens = { from: 400, to: 600 } as const
export const mostTokens = 10_000

export const tooLong = lintRule({
  code: 'too-long',
  severity: 'error',
  what: 'more than 10,000 tokens',
  why: 'About 10,000 is what still works; beyond it the model loses rules, and every call pays for them.',
  example: 'a text of 12,000 tokens',
  *check({ tokens, characters, top }) {
    if (tokens !== null && tokens > mostTokens)
      yield { ...top, message: `expected at most 10,000 tokens, saw ${inWords(tokens)}` }
    else if (characters > mostRead)
      yield {
        ...top,
        message: `expected at most 10,000 tokens, saw ${inWords(characters)} characters`,
      }
  },
})

export const lengthOutsideBand = lintRule({
  code: 'length-outside-band',
  severity: 'hint',
  what: 'fewer than 400 or more than 600 tokens',
  why: 'In this band policies are followed best: shorter ones leave borders open, longer ones bury them.',
  example: 'a text of 180 tokens',
  *check({ tokens, top }) {
    if (tokens === null || tokens > mostTokens) return
    if (tokens < advisedTokens.from || tokens > advisedTokens.to)
      yield { ...top, message: `400 to 600 tokens are followed best, saw ${inWords(tokens)}` }
  },
})

const inWords = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
