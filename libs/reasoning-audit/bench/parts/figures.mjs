export const share = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)
export const ratio = (part, whole) => (whole === 0 ? '–' : (part / whole).toFixed(2))
export const number = (value, digits = 3) => (value === undefined ? '–' : value.toFixed(digits))

/** Precision, recall and F1 of a score, and the counts behind them. */
export function measure({ hits, missed, wrong }) {
  const [hit, miss, alarm] = [hits.length, missed.length, wrong.length]
  return {
    precision: ratio(hit, hit + alarm),
    recall: ratio(hit, hit + miss),
    f1: ratio(2 * hit, 2 * hit + miss + alarm),
    gold: hit + miss,
  }
}

/** Markdown, each column as wide as its widest cell. */
export function table(head, rows) {
  const cells = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, i) => Math.max(3, ...cells.map((row) => row[i].length)))
  const isNumeric = (i) =>
    rows.length > 0 && rows.every((row) => /^[\d–][\d.,]*(?: %)?$/.test(String(row[i])))
  const line = (row) =>
    `| ${row.map((cell, i) => (isNumeric(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join(' | ')} |`
  const rule = `| ${widths.map((width, i) => (isNumeric(i) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`
  const [first, ...rest] = cells
  return [line(first), rule, ...rest.map(line)].join('\n')
}
