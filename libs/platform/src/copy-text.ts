import type { Row } from './sql.js'

/** How a column's cell is written: as JSON, as an array of the database, or as it is. */
export type CellForm = 'json' | 'array' | 'plain'

/** Rows in the text form of `COPY … FROM STDIN`, a line each. All rows have the columns named. */
export function copyText(rows: readonly Row[], forms: ReadonlyMap<string, CellForm>): string {
  const columns = [...forms]
  return rows
    .map((row) => `${columns.map(([name, form]) => cell(row[name], form)).join('\t')}\n`)
    .join('')
}

function cell(value: Row[string], form: CellForm): string {
  if (value === null || value === undefined) return String.raw`\N`
  if (form === 'json') return escaped(JSON.stringify(value, exact))
  return escaped(
    Array.isArray(value) ? arrayText(value as readonly (Scalar | null)[]) : scalar(value),
  )
}

const exact = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value

type Scalar = string | number | bigint | boolean | object

const scalar = (value: Scalar): string => {
  if (value instanceof Uint8Array) return String.raw`\x` + Buffer.from(value).toString('hex')
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value, exact) : String(value)
}

const arrayText = (items: readonly (Scalar | null)[]): string =>
  `{${items.map((item) => (item === null ? 'NULL' : quoted(scalar(item)))).join(',')}}`

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, String.raw`\$&`)}"`

const escapes: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
}

const escaped = (text: string): string => text.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? '')
