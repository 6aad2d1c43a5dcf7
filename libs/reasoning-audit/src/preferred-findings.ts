import type { Finding } from './finding.js'

/** Words of another version are neither made up nor altered: a quotation of them is one finding, not two. */
export function withoutRepeated<F extends Finding>(findings: readonly F[]): readonly F[] {
  const stale = findings.filter(({ type }) => type === 'stale-rule')
  if (stale.length === 0) return findings
  return findings.filter(
    (finding) => !yielding.has(finding.type) || !stale.some((other) => coversHalf(other, finding)),
  )
}

const yielding: ReadonlySet<string> = new Set(['fabricated-quote', 'altered-quote'])

function coversHalf(stale: Finding, quoted: Finding): boolean {
  const place = quoted.spans.find((span) => span.in === 'trace')
  if (!place) return false
  return stale.spans.some((span) => {
    const shared = Math.min(span.end, place.end) - Math.max(span.start, place.start)
    return span.in === 'trace' && 2 * shared >= place.end - place.start
  })
}
