import { sha256Hex } from '@assize/kernel'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MigrationError } from './migration-error.js'

export interface MigrationFile {
  readonly name: string
  readonly file: string
  readonly sql: string
  /** SHA-256 of the file's bytes, as Prisma computes it. */
  readonly checksum: string
}

/** `prisma/migrations` of this repository. */
export const migrationsDirectory = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../../../prisma/migrations',
)

/** Every `<name>/migration.sql`, in the order of their names. */
export function listMigrations(directory = migrationsDirectory): readonly MigrationFile[] {
  if (!existsSync(directory)) {
    throw new MigrationError('MIGRATIONS_NOT_FOUND', `no migrations in ${directory}`)
  }
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => readMigration(directory, name))
}

function readMigration(directory: string, name: string): MigrationFile {
  const file = join(directory, name, 'migration.sql')
  if (!existsSync(file)) {
    throw new MigrationError('MIGRATION_MISSING', `migration ${name} has no migration.sql`, {
      name,
    })
  }
  const bytes = readFileSync(file)
  return { name, file, sql: bytes.toString('utf8'), checksum: sha256Hex(bytes) }
}
