import type { Shown } from './dossier.js'
import { markup, nothing, type Html, type Value } from './html.js'
import { instant, reasonOf } from './phrases.js'

export const section = (id: string, title: string, ...body: readonly Value[]): Html =>
  markup` <section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section>`

/** The part, or the reason it is not here. */
export const orReason = <T>(part: Shown<T>, show: (value: T) => Html): Html =>
  part.kind === 'shown'
    ? show(part.value)
    : markup`<p class="withheld">${capitalReason(part.why)}.</p>`

const capitalReason = (why: Parameters<typeof reasonOf>[0]): string => {
  const words = reasonOf(why)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Facts in two columns; a fact without a value is left out. */
export const facts = (rows: readonly (readonly [name: string, value: Value])[]): Html =>
  markup`<dl>
    ${rows
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(
        ([name, value]) =>
          markup`<dt>${name}</dt>
            <dd>${value}</dd> `,
      )}
  </dl>`

export const code = (text: string): Html => markup`<code>${text}</code>`

export const when = (at: Date): Html =>
  markup`<time datetime="${at.toISOString()}">${instant(at)}</time>`

/** Words as they were written, kept to the line. */
export const quoted = (words: string | null, otherwise: Html = nothing): Html =>
  words === null || words === '' ? otherwise : markup`<blockquote>${words}</blockquote>`

const shapes: Readonly<Record<string, string>> = { violates: '▲', allowed: '●', undetermined: '◆' }

/** Colour, shape and word together. */
export const outcomeMark = (outcome: string): Html =>
  markup`<span class="outcome ${outcome}">${shapes[outcome]} ${outcome}</span>`
