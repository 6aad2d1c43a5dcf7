/** Counts by name, as people read them. */
export interface SummaryTable {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly { readonly name: string; readonly counts: readonly number[] }[]
}

const nameWidth = 28

/** For a terminal. Names come with a bundle: what would steer the terminal is no part of them, nor is their end if long. */
export const printed = (tables: readonly SummaryTable[]): string =>
  tables
    .flatMap(({ title, heads, rows }) => [
      line(title, heads),
      ...rows.map(({ name, counts }) => line(name, counts)),
    ])
    .join('\n')

const line = (name: string, cells: readonly (string | number)[]): string =>
  `  ${shortened(name).padEnd(nameWidth)}${cells.map((cell) => String(cell).padStart(8)).join('')}`.trimEnd()

function shortened(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
  return plain.length < nameWidth ? plain : `${plain.slice(0, nameWidth - 2)}…`
}
