import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import { encodeBundle, hashBytes, parseTilePath, TlogError, type TileAddress } from '../index.js'
import { publishedCheckpoint } from './published-checkpoint.js'

/** The bytes of tiles and bundles, as far as a published checkpoint covers them. */
@Injectable()
export class LogFiles {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** `path` begins with `tile/`. Null for what is no tile, or of a width that no checkpoint implies. */
  async tile(path: string): Promise<Uint8Array | null> {
    const address = addressOf(path)
    if (!address || !(await this.isPublished(address))) return null
    return address.level === 'entries'
      ? this.bundle(address)
      : this.hashes(address.level, address.number, address.width)
  }

  /** A full tile once the tree reaches its end; a partial one only at the very sizes that were signed. */
  private async isPublished({ level, number, width }: TileAddress): Promise<boolean> {
    const span = 256n ** BigInt(level === 'entries' ? 0 : level)
    const from = (number * 256n + BigInt(width)) * span
    // Beyond what an index can be; the database would refuse the number.
    if (from > 2n ** 62n) return false
    const published = await publishedCheckpoint(this.database)
    if (!published || published.size < from) return false
    if (width === 256) return true
    const [implied] = await this.database.query(
      `SELECT 1 FROM log_checkpoint
       WHERE origin = $1 AND size >= $2 AND size < $3 AND size <= $4 LIMIT 1`,
      [published.origin, from.toString(), (from + span).toString(), published.size.toString()],
    )
    return implied !== undefined
  }

  private async hashes(level: number, number: bigint, width: number): Promise<Uint8Array | null> {
    const [tile] = await this.database.query<{ hashes: Uint8Array }>(
      'SELECT hashes FROM log_tile WHERE level = $1 AND number = $2',
      [level, number.toString()],
    )
    const bytes = tile?.hashes.subarray(0, width * hashBytes)
    return bytes?.length === width * hashBytes ? bytes : null
  }

  private async bundle({ number, width }: TileAddress): Promise<Uint8Array | null> {
    const first = number * 256n
    const entries = await this.database.query<{ entry: Uint8Array }>(
      'SELECT entry FROM log_entry WHERE index >= $1 AND index < $2 ORDER BY index',
      [first.toString(), (first + BigInt(width)).toString()],
    )
    return entries.length === width ? encodeBundle(entries.map(({ entry }) => entry)) : null
  }
}

function addressOf(path: string): TileAddress | null {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof TlogError) return null
    throw error
  }
}
