import { findingTypes } from '@assize/reasoning-audit'
import {
  alarmsOnClean,
  goldTypeNames,
  goldTypes,
  hardTypesOf,
  scoreAnyHard,
  scoreType,
} from '../../dist/gold-evaluation.js'
import { columnOf, columns, linesOf } from './bundle.mjs'
import { measure, share, table } from './figures.mjs'

/** The gold set by column, with what the audits say of it. */
export function readGold({ auditOf, policyVersionOf }) {
  const rows = linesOf('gold.jsonl').map((line) => JSON.parse(line))
  const of = (column) => rows.filter((row) => columnOf(policyVersionOf(row.trace_id)) === column)
  return {
    auditOf,
    rows: new Map([['all', rows], ...columns.map((column) => [column, of(column)])]),
  }
}

/** `[name, score by column]` for every gold type and for all hard types together. */
export function scoresOf({ auditOf, rows }) {
  const byColumn = (score) => new Map([...rows].map(([column, own]) => [column, score(own)]))
  return [
    ...goldTypeNames.map((name) => [
      labelOf(name),
      byColumn((own) => scoreType(name, own, auditOf)),
      goldTypes[name].type,
    ]),
    ['any hard finding', byColumn((own) => scoreAnyHard(own, auditOf))],
  ]
}

const labelOf = (name) => {
  const { type, hard } = goldTypes[name]
  return type === 'output-off-contract' ? `${type} (${hard ? 'hard' : 'soft'})` : type
}

export function goldTables(gold, audited) {
  return [
    { title: 'Against the gold set', text: goldTable(gold) },
    { title: 'False alarms', text: alarmTable(gold) },
    { title: 'Share of all traces with a finding', text: shareTable(audited) },
  ]
}

export function goldTable(gold) {
  const head = ['finding']
  for (const column of columns) head.push(`gold, ${column}`, 'precision', 'recall', 'F1')
  const rows = scoresOf(gold).map(([name, scores]) => [
    name,
    ...columns.flatMap((column) => {
      const { gold: count, precision, recall, f1 } = measure(scores.get(column))
      return [count, precision, recall, f1]
    }),
  ])
  return table(head, rows)
}

export function alarmTable({ auditOf, rows }) {
  const head = ['false alarms on', ...columns.flatMap((column) => [`traces, ${column}`, 'share'])]
  const negative = (name) => (own) => {
    const { hardNegatives, onHardNegatives } = scoreType(name, own, auditOf)
    return [hardNegatives.length, onHardNegatives.length]
  }
  const clean = (own) => {
    const { clean: count, alarmed } = alarmsOnClean(own, auditOf)
    return [count, alarmed.length]
  }
  const names = goldTypeNames.filter((name) => negative(name)(rows.get('all'))[0] > 0)
  const all = (own) =>
    names.map((name) => negative(name)(own)).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0])
  const lines = [
    ...names.map((name) => [`hard negatives for ${labelOf(name)}`, negative(name)]),
    ['all hard negatives', all],
    ['clean traces (any hard finding)', clean],
  ]
  return table(
    head,
    lines.map(([label, count]) => [
      label,
      ...columns.flatMap((column) => {
        const [whole, part] = count(rows.get(column))
        return [whole, share(part, whole)]
      }),
    ]),
  )
}

/** How many of all traces hold each finding, hard and more likely than not, or otherwise. */
function shareTable(audited) {
  const head = ['finding', ...columns.flatMap((column) => [`hard, ${column}`, `other, ${column}`])]
  const own = (column) =>
    audited
      .filter(({ trace }) => columnOf(trace.policyVersion) === column)
      .map((each) => each.audit)
  const byColumn = new Map(columns.map((column) => [column, own(column)]))
  const rows = findingTypes.map((type) => [
    type,
    ...columns.flatMap((column) => {
      const audits = byColumn.get(column)
      const hard = (audit) => hardTypesOf(audit).includes(type)
      const any = (audit) => audit.findings.some((finding) => finding.type === type)
      const hards = audits.filter(hard).length
      return [share(hards, audits.length), share(audits.filter(any).length - hards, audits.length)]
    }),
  ])
  const flagged = columns.flatMap((column) => {
    const audits = byColumn.get(column)
    const hards = audits.filter((audit) => hardTypesOf(audit).length > 0).length
    const undetermined = audits.filter(
      (audit) => hardTypesOf(audit).length === 0 && audit.outcome === 'undetermined',
    ).length
    return [share(hards, audits.length), share(undetermined, audits.length)]
  })
  return table(head, [...rows, ['any hard; else undetermined', ...flagged]])
}

/** Seen policies only: what is held out is not looked at one by one. */
export function showIds(gold, type) {
  for (const [name, scores, of] of scoresOf(gold)) {
    if (of !== type && !(type === 'any' && name === 'any hard finding')) continue
    const { missed, wrong, onHardNegatives } = scores.get('seen')
    const line = (what, ids) => console.log(`  ${what.padEnd(26)}${ids.join(' ') || 'none'}`)
    console.log(`\n${name}, seen policies`)
    line('missed', missed)
    line('wrongly raised', wrong)
    line('of these hard negatives', onHardNegatives)
  }
  const { alarmed } = alarmsOnClean(gold.rows.get('seen'), gold.auditOf)
  const own = alarmed.filter((id) => type === 'any' || hardTypesOf(gold.auditOf(id)).includes(type))
  console.log(`\non clean traces, seen policies: ${own.join(' ') || 'none'}`)
}

export function showRaised(audited, type) {
  for (const { trace, audit } of audited) {
    if (columnOf(trace.policyVersion) !== 'seen') continue
    for (const finding of audit.findings.filter((each) => each.type === type))
      console.log(
        `  ${audit.trace_id} ${finding.severity} ${finding.confidence} ${JSON.stringify(finding.spans)}`,
      )
  }
}
