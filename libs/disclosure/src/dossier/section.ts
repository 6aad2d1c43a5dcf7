import type { Shown } from './dossier.js'
import { html, nothing, type Html, type Value } from './html.js'
import { instant, reasonOf } from './phrases.js'

export const section = (id: string, title: string, ...body: readonly Value[]): Html =>
  html` <section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section>`

/** The part, or the reason it is not here. */
export const orReason = <T>(part: Shown<T>, show: (value: T) => Html): Html =>
  part.kind === 'shown'
    ? show(part.value)
    : html`<p class="withheld">${capitalReason(part.why)}.</p>`

const capitalReason = (why: Parameters<typeof reasonOf>[0]): string => {
  const words = reasonOf(why)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Facts in two columns; a fact without a value is left out. */
export const facts = (rows: readonly (readonly [name: string, value: Value])[]): Html =>
  html`<dl>
    ${rows
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd> `,
      )}
  </dl>`

export const code = (text: string): Html => html`<code>${text}</code>`

export const when = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}">${instant(at)}</time>`

/** Words as they were written, kept to the line. */
export const quoted = (words: string | null, otherwise: Html = nothing): Html =>
  words === null || words === '' ? otherwise : html`<blockquote>${words}</blockquote>`

const shapes: Readonly<Record<string, string>> = { violates: '▲', allowed: '●', undetermined: '◆' }

/** Colour, shape and word together. */
export const outcomeMark = (outcome: string): Html =>
  html`<span class="outcome ${outcome}">${shapes[outcome]} ${outcome}</span>`
