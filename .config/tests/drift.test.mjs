import { expect, test } from '@jest/globals'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { driftBetween } from '../drift/database-drift.mjs'
import { describedBySchema } from '../drift/described-by-schema.mjs'
import { root } from '../steps/places.mjs'

test('a column, a key or a nullability that only one side knows is drift', () => {
  const schema = ['column a.id uuid not null', 'key a (id)', 'column a.note text']
  const migrations = ['column a.id uuid not null', 'key a (id)', 'column a.note text not null']
  expect(driftBetween(schema, schema, [])).toEqual([])
  expect(driftBetween(schema, migrations, [])).toEqual([
    'only in prisma/schema: column a.note text',
    'only in the migrations: column a.note text not null',
  ])
})

test('what only SQL can say is expected while it is there, and drift once it is gone', () => {
  const partial = 'index a (id) where (done IS NULL)'
  expect(driftBetween([], [partial], [partial])).toEqual([])
  expect(driftBetween([], [], [partial])).toEqual([`listed as SQL-only and is not: ${partial}`])
})

test('a field added to a model is a line of the description', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assize-schema-'))
  try {
    cpSync(join(root, 'prisma', 'schema'), folder, { recursive: true })
    const file = join(folder, 'content.prisma')
    const text = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      text.replace('model ContentItem {', 'model ContentItem {\n  addedLater Int?\n'),
    )
    const before = await describedBySchema()
    const after = await describedBySchema(folder)
    expect(after.filter((line) => !before.includes(line))).toEqual([
      'column record_content_item.addedLater integer',
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
