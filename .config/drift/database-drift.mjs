import { describedByMigrations } from './described-by-migrations.mjs'
import { describedBySchema } from './described-by-schema.mjs'
import { sqlOnly } from './sql-only.mjs'

/** How `prisma/schema` and the migrated database differ, one line a difference. */
export async function databaseDrift() {
  const [schema, migrations] = await Promise.all([describedBySchema(), describedByMigrations()])
  return driftBetween(schema, migrations, [...sqlOnly.keys()])
}

export function driftBetween(schema, migrations, expected) {
  const inSchema = new Set(schema)
  const inMigrations = new Set(migrations)
  return [
    ...schema
      .filter((line) => !inMigrations.has(line))
      .map((line) => `only in prisma/schema: ${line}`),
    ...migrations
      .filter((line) => !inSchema.has(line) && !expected.includes(line))
      .map((line) => `only in the migrations: ${line}`),
    ...expected
      .filter((line) => !inMigrations.has(line) || inSchema.has(line))
      .map((line) => `listed as SQL-only and is not: ${line}`),
  ].sort()
}
