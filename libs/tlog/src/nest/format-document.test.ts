import { expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { Database } from '@assize/platform'
import { freshDatabase } from '@assize/testing'
import type { LogKind } from '../index.js'
import { readLogKinds } from './log-kinds.js'

const document = new URL('../../FORMAT.md', import.meta.url)

test('FORMAT.md names the kinds a migrated database has, each with its facts and words', async () => {
  const fresh = await freshDatabase()
  const database = new Database({ url: fresh.url })
  try {
    const kinds = [...(await readLogKinds(database)).values()]
    const text = await readFile(document, 'utf8')
    const section = text.slice(text.indexOf('## The kinds'), text.indexOf('## A new kind'))
    const written = section
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.replaceAll(/ +/g, ' ').trim())
    expect(written).toEqual(kinds.map(lineOf))
  } finally {
    await database.close()
    await fresh.close()
  }
})

/** What a line of the list says; a failing test shows the ones it misses. */
function lineOf(kind: LogKind): string {
  const id = kind.partColumn === null ? kind.idColumn : `${kind.idColumn}, part ${kind.partColumn}`
  const words =
    kind.wordsTable === null
      ? 'none'
      : `\`${kind.wordsTable}\` ${kind.wordsColumns.join(', ')} as ${kind.wordsForm}`
  return `| \`${kind.kind}\` | \`${kind.tableName}\` | ${id} | ${kind.facts.join(', ')} | ${words} |`
}
