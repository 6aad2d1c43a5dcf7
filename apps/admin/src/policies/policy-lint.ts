export interface LintProblem {
  readonly from: number
  readonly to: number
  readonly message: string
  /** What to put in its place, where there is an obvious thing. */
  readonly instead?: string
}

const codes = /\b[A-Z]{2,4}-\d+(?:\.\d+)?\b/g

/** Rule codes as policy.yaml declares them. */
export const declaredCodes = (manifest: string): string[] =>
  [...manifest.matchAll(/\bcode:\s*["']?([A-Za-z0-9.-]+)/g)].map((match) => match[1] ?? '')

/** How many letters differ between codes; a longer one differs by what it has more. */
const apart = (a: string, b: string) =>
  [...(a.length > b.length ? a : b)].filter((_, i) => a[i] !== b[i]).length

/** The declared code that differs by one letter, if there is exactly one. */
function instead(code: string, declared: readonly string[]): { instead?: string } {
  const [near, ...others] = declared.filter((known) => apart(code, known) === 1)
  return near !== undefined && others.length === 0 ? { instead: near } : {}
}

/** Codes the text names and policy.yaml does not know, and declared ones the text never names. */
export function lintText(text: string, manifest: string): LintProblem[] {
  const declared = declaredCodes(manifest)
  const unknown = [...text.matchAll(codes)]
    .filter((match) => !declared.includes(match[0]))
    .map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      message: `${match[0]} is not declared in policy.yaml`,
      ...instead(match[0], declared),
    }))
  const end = text.length
  const silent = declared
    .filter((code) => !text.includes(code))
    .map((code) => ({
      from: end,
      to: end,
      message: `${code} is declared, and the text does not name it`,
    }))
  return [...unknown, ...silent]
}
