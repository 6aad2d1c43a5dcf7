import { visibleText } from './visible-text.js'

/** Text that is markup already. Only `markup` makes it, so whatever else is put in a page is words. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text
  }
}

export type Value = Html | string | number | bigint | null | undefined | false | readonly Value[]

/**
 * Markup with holes. Words in a hole are escaped, and what a reader could not see in them stands as a visible token; a
 * hole in an attribute takes words only. A hole anywhere else within a tag is a mistake of ours and throws.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  let text = parts[0] ?? ''
  values.forEach((value, index) => {
    text += isInTag(text) ? attribute(text, value) : words(value)
    text += parts[index + 1] ?? ''
  })
  return new Html(text)
}

export const nothing = new Html('')

/** Pieces of markup one after the other. */
export const join = (pieces: readonly Value[], between: Html = nothing): Html =>
  new Html(pieces.map(words).join(between.text))

const isInTag = (text: string): boolean => text.lastIndexOf('<') > text.lastIndexOf('>')

function attribute(before: string, value: Value): string {
  if (!/="[^"]*$/.test(before.slice(before.lastIndexOf('<'))))
    throw new TypeError('expected a hole of a tag to stand in a quoted attribute')
  if (value instanceof Html || Array.isArray(value))
    throw new TypeError('expected words in an attribute, saw markup')
  if (value === null || value === undefined || value === false) return ''
  return visibleText(String(value as string | number | bigint))
    .map((piece) => (piece.kind === 'plain' ? escape(piece.text) : `[${piece.code}]`))
    .join('')
}

function words(value: Value): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return (value as readonly Value[]).map(words).join('')
  return visibleText(String(value as string | number | bigint))
    .map((piece) =>
      piece.kind === 'plain'
        ? escape(piece.text)
        : `<span class="token" title="${piece.name}">${piece.code}</span>`,
    )
    .join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

const escape = (text: string): string => text.replace(/[&<>"'`]/g, (each) => entities[each] ?? each)
