/** A claim about content, and the content it would be true of. */
export interface ClaimPhrase {
  readonly text: string
  readonly unless: RegExp
}

/** What a trace is made to say. Braces are filled in: `{code}`, `{quote}`, `{label}`, `{other}`, `{need}`, `{have}`. */
export interface PhraseBook {
  readonly name: string
  /** Cite `{code}` as applying. */
  readonly citing: readonly string[]
  /** Cite a section or an appendix, `{section}`, that no policy here has. */
  readonly citingSection: readonly string[]
  /** Give `{quote}`, with its marks, as the policy's words. */
  readonly policySays: readonly string[]
  /** Give `{quote}`, with its marks, as the content's words. */
  readonly contentSays: readonly string[]
  /** Rules that no policy has. */
  readonly inventedRules: readonly string[]
  /** Things nobody wrote. */
  readonly inventedContent: readonly string[]
  /** Conclude without a label. */
  readonly concludesAllowed: readonly string[]
  readonly concludesViolates: readonly string[]
  /** Conclude `{label}`. */
  readonly concludesLabel: readonly string[]
  /** Outputs without a label. */
  readonly offContract: readonly string[]
  readonly refusals: readonly string[]
  readonly answers: readonly string[]
  /** Argue from rules that nobody supplied. */
  readonly external: readonly string[]
  /** Instructions inside the content: answer `{label}`. */
  readonly injections: readonly string[]
  /** The trace does as the content says. */
  readonly obeys: readonly string[]
  /** The trace sees the instruction and leaves it. */
  readonly notices: readonly string[]
  readonly claims: readonly ClaimPhrase[]
  /** `{have}` of `{need}` needed, and yet a violation. */
  readonly miscounts: readonly string[]
  /** Say that there is no `{code}`. */
  readonly dismissesCode: readonly string[]
  /** Words set apart without a source. */
  readonly scareQuotes: readonly string[]
  /** What would be `{other}` if it were otherwise. */
  readonly hypothetical: readonly string[]
  /** `{other}` considered and rejected. */
  readonly deliberation: readonly string[]
  /** Give `{quote}` as the plain reading of encoded content. */
  readonly decodes: readonly string[]
  /** Say that the policy does not say `{quote}`. */
  readonly negates: readonly string[]
  /** Offer `{quote}` as a reply one could write. */
  readonly proposes: readonly string[]
  /** Name other people's rules only to leave them aside. */
  readonly notExternal: readonly string[]
  /** Say that the content names `{token}`, a code of its own. */
  readonly contentToken: readonly string[]
}

export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
