import { PrismaPg } from '@prisma/adapter-pg'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { PrismaClient } from './generated/client.js'
import { copyText, type CellForm } from './copy-text.js'
import type { BulkSql, Row, Sql } from './sql.js'

export interface DatabaseOptions {
  readonly url: string
  readonly maxConnections?: number
  /** The role statements run under; the owner of the tables is only for migrations. */
  readonly role?: 'assize_app' | 'assize_eraser'
}

/** One pool a process, shared by Prisma, hand-written SQL and the job queue. */
export class Database implements Sql {
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  /** Of each table that rows were copied into; what a column holds does not change while we run. */
  private readonly forms = new Map<string, ReadonlyMap<string, CellForm>>()

  constructor(options: DatabaseOptions) {
    this.pool = new pg.Pool({
      ...connectionOf(options.url, options.role ?? 'assize_app'),
      max: options.maxConnections ?? 16,
    })
    // A connection that breaks is replaced by the pool; without listeners the process would end. The pool listens to
    // those that are idle only: one that breaks in a transaction fails the next statement.
    this.pool.on('error', forgetClient)
    this.pool.on('connect', (client) => client.on('error', ignore))
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) })
  }

  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.pool.query<Row>(text, [...values])
    return result.rows
  }

  /** Runs `work` in one transaction; a throw rolls back everything it wrote. */
  async transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    let broken: Error | undefined
    try {
      await client.query('BEGIN')
      const result = await work(this.transactionOn(client))
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: unknown) => {
        broken = cause instanceof Error ? cause : new Error('rollback failed')
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  private transactionOn(client: pg.PoolClient): BulkSql {
    const query = async <R extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<R>(text, [...values])).rows
    const copyRows = async (table: string, rows: readonly Row[]): Promise<void> => {
      const known = await this.formsOf({ query }, table)
      const forms = new Map(
        Object.keys(rows[0] ?? {}).map((name) => [name, known.get(name) ?? 'plain'] as const),
      )
      const columns = [...forms.keys()].map((name) => `"${name}"`).join(', ')
      const into = client.query(copyFrom(`COPY "${table}" (${columns}) FROM STDIN`))
      await pipeline(Readable.from(portions(rows, forms)), into)
    }
    return { query, copyRows }
  }

  /** Asked on the transaction's own connection: others may all be taken. */
  private async formsOf(sql: Sql, table: string): Promise<ReadonlyMap<string, CellForm>> {
    const known = this.forms.get(table)
    if (known) return known
    const columns = await sql.query<{ name: string; form: CellForm }>(
      `SELECT a.attname AS name, CASE WHEN t.typname IN ('json', 'jsonb') THEN 'json'
         WHEN t.typcategory = 'A' THEN 'array' ELSE 'plain' END AS form
       FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
       WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped`,
      [`"${table}"`],
    )
    const forms = new Map(columns.map(({ name, form }) => [name, form]))
    this.forms.set(table, forms)
    return forms
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect()
    await this.pool.end()
  }
}

const ignore = (): void => undefined

/** The job queue prints what breaks an idle connection; the whole client, buffers and all, is not for a log. */
const forgetClient = (error: Error & { client?: unknown }): void => {
  delete error.client
}

/** What a row is as JSON must not depend on the server: the log commits to it. */
const forms = '-c timezone=UTC -c bytea_output=hex -c extra_float_digits=1'

/** Options in the URL would replace ours, and our role with them: they go first, and what we need holds. */
function connectionOf(url: string, role: string): pg.PoolConfig {
  const connection = new URL(url)
  const asked = connection.searchParams.get('options') ?? ''
  connection.searchParams.delete('options')
  const ours = `-c role=${role} -c search_path=public,bullmq ${forms}`
  return { connectionString: connection.href, options: `${asked} ${ours}`.trim() }
}

const rowsAPortion = 100

function* portions(rows: readonly Row[], forms: ReadonlyMap<string, CellForm>): Generator<string> {
  for (let at = 0; at < rows.length; at += rowsAPortion)
    yield copyText(rows.slice(at, at + rowsAPortion), forms)
}
