import { hedgeDensity } from '@assize/reasoning-audit'
import { aurocWithinPolicy, rankPolicies, shareInTop } from '../../dist/gold-evaluation-queue.js'
import { columnOf, columns, familyOf } from './bundle.mjs'
import { number, share, table } from './figures.mjs'

const parts = [0.05, 0.1, 0.2]

/** Verdicts with a label that can be compared with what the test case expected. */
const rankable = (audited, riskOf) =>
  audited
    .filter(({ trace, audit }) => trace.expectedLabel && /^(?:IN)?VALID$/.test(audit.label ?? ''))
    .map(({ trace, audit }) => ({
      policy: familyOf(trace.policyVersion),
      risk: riskOf({ trace, audit }),
      wrong: audit.label !== trace.expectedLabel,
    }))

export function queueTables(audited) {
  const by = (riskOf) => (column) =>
    rankable(
      audited.filter(({ trace }) => columnOf(trace.policyVersion) === column),
      riskOf,
    )
  const risk = by(({ audit }) => audit.risk)
  const hedges = by(({ trace }) => hedgeDensity(trace.reasoning))
  return [
    { title: 'Risk against wrong verdicts', text: riskTable(risk, hedges) },
    { title: 'By policy family', text: familyTable(risk) },
  ]
}

function riskTable(risk, hedges) {
  const row = (label, figure) => [label, ...columns.map(figure)]
  const within = (of) => (column) => number(aurocWithinPolicy(rankPolicies(of(column))))
  const top = (part) => (column) => {
    const held = shareInTop(risk(column), part)
    return held === undefined ? '–' : share(held, 1)
  }
  return table(
    ['', ...columns],
    [
      row('verdicts', (column) => risk(column).length),
      row('wrong', (column) => risk(column).filter(({ wrong }) => wrong).length),
      row('AUROC within policy', within(risk)),
      row('the same of hedging words alone', within(hedges)),
      ...parts.map((part) => row(`wrong ones in the top ${100 * part} %`, top(part))),
    ],
  )
}

const familyTable = (risk) =>
  table(
    ['policy', 'verdicts', 'wrong', 'AUROC'],
    columns.flatMap((column) =>
      rankPolicies(risk(column)).map(({ policy, verdicts, wrong, auroc }) => [
        column === 'seen' ? policy : `${policy} (held out)`,
        verdicts,
        wrong,
        number(auroc),
      ]),
    ),
  )
