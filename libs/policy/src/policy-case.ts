export interface CaseTurn {
  readonly role: string
  readonly content: string
}

/** One test case of a policy: what to judge, and what should come out. */
export interface PolicyCase {
  readonly content: string | { readonly messages: readonly CaseTurn[] }
  readonly label: string
  readonly rules: readonly string[]
  readonly note: string | null
  /** Cases of one pair differ in one attribute only; `swap` says which value of it this one has. */
  readonly pair?: string
  readonly swap?: string
}

export interface CaseProblem {
  readonly line: number
  readonly message: string
}
