import type { RuleFigures, RunSummary } from '@assize/evaluation'
import type { CaseReport, TestedPolicy } from './tested-policy.js'

/** One policy as people read it: the figures, each rule that cases expect, and every case that is not as expected. */
export function asText(tested: TestedPolicy): string {
  const { policy, endpoint, model, effort, repeats, simulated, summary, failure } = tested
  const by = [model, `at ${endpoint}`, effort && `effort ${effort}`, `${repeats}×`].filter(Boolean)
  const lines = [`${policy}: ${by.join(', ')}${simulated ? ' (simulated: no model answered)' : ''}`]
  if (summary) lines.push(...figureLines(summary), '', ...ruleLines(summary))
  const unlike = tested.cases.filter(({ standing, flipped }) => standing !== 'correct' || flipped)
  if (unlike.length > 0) lines.push('', ...unlike.map(caseLine))
  for (const { pair, members } of summary?.pairs.list ?? [])
    lines.push(
      `  pair ${pair} flips: ${members.map(({ swap, majority }) => `${swap} ${majority}`).join(', ')}`,
    )
  if (failure !== null) lines.push(`  could not be tested: ${failure}`)
  const why = summary && summary.reasons.length > 0 ? `: ${summary.reasons.join('; ')}` : ''
  lines.push('', tested.passed ? '  passes' : `  does not pass${why}`)
  return lines.join('\n')
}

function figureLines(summary: RunSummary): string[] {
  const { correct, cases, wrong, undetermined, interval, flips, pairs, invented } = summary
  const within = interval ? ` (95 %: ${percent(interval.low)} to ${percent(interval.high)})` : ''
  const lines = [
    `  ${correct} of ${cases} cases as expected${within}, ${wrong} wrong, ${undetermined} undetermined`,
  ]
  if (flips.compared > 0)
    lines.push(
      `  ${flips.flipped} of ${flips.compared} cases flip between repeats, ${flips.differingPairs} of ${flips.repeatPairs} pairs of repeats differ`,
    )
  if (pairs.pairs > 0) lines.push(`  ${pairs.flipped} of ${pairs.pairs} counterfactual pairs flip`)
  if (invented.length > 0)
    lines.push(
      `  codes the policy does not have: ${invented.map(({ code, count }) => `${code} ${count}×`).join(', ')}`,
    )
  return lines
}

const columns = ['rule', 'cases', 'right', 'wrong', 'undetermined', 'precision', 'recall']

function ruleLines({ rules }: RunSummary): string[] {
  const rows = [columns, ...rules.filter(isExpected).map(ruleRow)]
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) =>
    `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`.trimEnd(),
  )
}

const casesOf = ({ cases }: RuleFigures): number =>
  cases.correct + cases.wrong + cases.undetermined + cases.pending

const isExpected = (rule: RuleFigures): boolean =>
  casesOf(rule) > 0 || (rule.citations?.wrongly ?? 0) > 0

const ruleRow = (rule: RuleFigures): string[] => [
  rule.code,
  ...[casesOf(rule), rule.cases.correct, rule.cases.wrong, rule.cases.undetermined].map(String),
  ...[rule.citations?.precision, rule.citations?.recall].map((share) =>
    share == null ? '–' : percent(share),
  ),
]

function caseLine({
  index,
  label,
  standing,
  majority,
  flipped,
  results,
  note,
}: CaseReport): string {
  const reasons = new Set(results.flatMap(({ undeterminedReason }) => undeterminedReason ?? []))
  const said = flipped
    ? results.map(({ outcome }) => outcome).join(', ')
    : `${majority ?? 'nothing yet'}${reasons.size > 0 ? ` (${[...reasons].join(', ')})` : ''}`
  return `  case ${index + 1} ${flipped ? `${standing}, flips` : standing}: expected ${label}, concluded ${said}${note ? ` – ${note}` : ''}`
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`
