export interface LintProblem {
  readonly from: number
  readonly to: number
  readonly message: string
}

const codes = /\b[A-Z]{2,4}-\d+(?:\.\d+)?\b/g

/** Rule codes as policy.yaml declares them. */
export const declaredCodes = (manifest: string): string[] =>
  [...manifest.matchAll(/\bcode:\s*["']?([A-Za-z0-9.-]+)/g)].map((match) => match[1] ?? '')

/** Codes the text names and policy.yaml does not know, and declared ones the text never names. */
export function lintText(text: string, manifest: string): LintProblem[] {
  const declared = declaredCodes(manifest)
  const unknown = [...text.matchAll(codes)]
    .filter((match) => !declared.includes(match[0]))
    .map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      message: `${match[0]} is not declared in policy.yaml`,
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
