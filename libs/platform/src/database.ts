import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.js'
import type { Sql } from './sql.js'

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
      const result = await work(clientSql(client))
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

const clientSql = (client: pg.PoolClient): Sql => ({
  query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(text, [...values])).rows,
})
