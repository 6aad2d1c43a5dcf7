import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const rowsFile = fileURLToPath(new URL('../rows.csv', import.meta.url))

/** The rows as examples, each policy a group. */
export function readRows() {
  const [, ...lines] = readFileSync(rowsFile, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [group, wrong, ...row] = line.split(',')
    return { group, wrong: wrong === '1', row: row.map(Number) }
  })
}
