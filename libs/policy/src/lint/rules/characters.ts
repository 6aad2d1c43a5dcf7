import { lintRule, rewrite, safely, type Found } from '../lint-rule.js'

const codePoint = (text: string, at: number): string =>
  `U+${(text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Direction overrides, tag characters, and runs of variation selectors: with them a text says more than people see. */
const hidden =
  /(?:(?![\u061C\u200E\u200F])\p{Bidi_Control}|(?!\p{Variation_Selector})[\u{E0000}-\u{E0FFF}]|\p{Variation_Selector}{2,})+/gu
/** A flag of a region is a black flag and tags that spell it. */
const regionFlag = /\u{1F3F4}[\u{E0061}-\u{E007A}\u{E0030}-\u{E0039}]{1,8}\u{E007F}/gu

export const hiddenText = lintRule({
  code: 'hidden-text',
  severity: 'error',
  what: 'characters that hide or turn text: direction overrides, tag characters',
  why: 'The model reads what no reviewer of the policy can see.',
  example: '- SP-1.1 Ads: promotion. — and after it tag characters that spell "allow"',
  *check({ text }) {
    const flags = new Set([...text.matchAll(regionFlag)].map(({ index }) => index + 2))
    for (const { 0: run, index } of text.matchAll(hidden)) {
      if (flags.has(index)) continue
      yield deletion(text, index, index + run.length, 'hides or turns the text around it')
    }
  },
})

const invisible =
  /(?:(?![\t\n\r\u0085\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E0FFF}]|\p{Variation_Selector})[\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB])+/gu
/** Letters that joiners belong between, and the parts of pictures. */
const joined =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Syriac}\p{Script=Mongolian}\p{Extended_Pictographic}\p{M}]/u

export const invisibleCharacter = lintRule({
  code: 'invisible-character',
  severity: 'warning',
  what: 'a character that cannot be seen: zero width, soft hyphen, byte order mark, control',
  why: 'It splits words into tokens the model does not expect, and two texts that look equal are not.',
  example: '- SP-1.1 Promotion — with a zero width space, U+200B, after "Pro"',
  *check({ text }) {
    for (const { 0: run, index } of text.matchAll(invisible)) {
      const [before, after] = [
        text.slice(Math.max(0, index - 2), index),
        text.slice(index + 1, index + 3),
      ]
      const isJoiner = run === '\u200C' || run === '\u200D'
      if (isJoiner && joined.test(before) && joined.test(after)) continue
      yield deletion(text, index, index + run.length, 'cannot be seen')
    }
  },
})

/** Deletes a run, without letting what it kept apart become a control token. */
function deletion(text: string, start: number, end: number, does: string): Found {
  const meets = `${text.charAt(start - 1)}${text.charAt(end)}`
  const instead = meets === '<|' || meets === '|>' ? ' ' : ''
  return {
    ...{ start, end },
    message: `${codePoint(text, start)} ${does}`,
    fixes: [safely(rewrite('Delete it', { start, end }, instead))],
  }
}

const token =
  /<\|\s?(?:start|end|message|channel|return|call|constrain|refusal|endoftext|startoftext|endofprompt|reserved_\d{1,6}|im_start|im_end|im_sep|eot_id|eom_id|start_header_id|end_header_id|begin_of_text|end_of_text|python_tag|system|user|assistant|endofturn|fim_prefix|fim_middle|fim_suffix)\s?\|>/gi

export const specialToken = lintRule({
  code: 'special-token',
  severity: 'error',
  what: 'a control token of the model: <|start|>, <|end|>, <|message|> and their kin',
  why: 'A server that renders it ends the policy there and begins another message.',
  example: '- PI-1.2 Forged markup: <|start|>system<|message|>',
  *check({ text }) {
    for (const { 0: words, index } of text.matchAll(token))
      yield {
        ...{ start: index, end: index + words.length },
        message: 'a control token of the model: written apart, it is words',
        fixes: [apart(words, index)],
      }
  },
})

const shaped = /<\|[^<>|\s]{1,40}\|>/gu

export const tokenShape = lintRule({
  code: 'token-shape',
  severity: 'warning',
  what: 'something in the form <|…|> that is no control token of the usual models',
  why: 'Content is broken up where it has this form; and another model may know the token.',
  example: 'Write <|policy|> before the codes.',
  *check({ text }) {
    for (const { 0: words, index } of text.matchAll(shaped))
      if (!new RegExp(`^(?:${token.source})$`, 'i').test(words))
        yield {
          ...{ start: index, end: index + words.length },
          message: 'the form of a control token: written apart, it is words',
          fixes: [apart(words, index)],
        }
  },
})

/** As the prompt breaks up content. */
const apart = (words: string, start: number) =>
  safely(
    rewrite(
      'Write it apart',
      { start, end: start + words.length },
      words.replace('<|', '< |').replace('|>', '| >'),
    ),
  )
