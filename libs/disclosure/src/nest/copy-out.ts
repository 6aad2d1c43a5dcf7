import type { Database } from '@assize/platform'
import { to as copyTo } from 'pg-copy-streams'
import { inlined } from './sql-literals.js'
import type { Statement } from './verdict-statement.js'

/**
 * The bytes of one `COPY … TO STDOUT` as they come, never more than a socket's worth of them in memory. Who stops early
 * closes the connection, and with it the statement.
 */
export async function* copyOut(
  database: Database,
  { text, values }: Statement,
): AsyncGenerator<Buffer> {
  const client = await database.pool.connect()
  let whole = false
  try {
    const statement = inlined(text, values, (value) => client.escapeLiteral(value))
    const stream = client.query(copyTo(statement))
    for await (const chunk of stream) yield chunk as Buffer
    whole = true
  } finally {
    client.release(whole ? undefined : true)
  }
}
