import type { VerdictRow } from './source.js'

const columns = [
  'id',
  'decidedAt',
  'policy',
  'policyCommit',
  'outcome',
  'label',
  'rules',
  'findings',
  'risk',
  'flagged',
  'model',
  'effort',
  'simulated',
  'source',
  'arm',
  'externalId',
  'case',
  'content',
] as const

type Cell = string | number | boolean | null

const valuesOf = (row: VerdictRow): Record<(typeof columns)[number], Cell> => ({
  ...row,
  rules: row.rules.join(' '),
  findings: row.findings.map((finding) => finding.type).join(' '),
  case: row.case?.number ?? '',
  content: row.contentItem.preview ?? '',
})

/** A cell that no spreadsheet takes for a formula, and no quote or line feed breaks. */
export function csvCell(value: Cell): string {
  const text = value === null ? '' : String(value)
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function toCsv(rows: readonly VerdictRow[]): string {
  const lines = rows.map((row) => {
    const values = valuesOf(row)
    return columns.map((column) => csvCell(values[column])).join(',')
  })
  return [columns.join(','), ...lines].join('\r\n') + '\r\n'
}
