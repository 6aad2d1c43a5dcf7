import { defineConfig } from 'prisma/config'

// Prisma looks for a native engine even where none is needed; any existing file satisfies `generate`.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/assize' },
})
