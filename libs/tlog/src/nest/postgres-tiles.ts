import type { Sql } from '@assize/platform'
import { TileReader, type Tile } from '../index.js'

/** Tiles as the database keeps them. One that is not there is empty, and found out as too narrow. */
export class PostgresTiles extends TileReader {
  constructor(private readonly sql: Sql) {
    super()
  }

  async read(level: number, number: bigint): Promise<Uint8Array> {
    const [tile] = await this.sql.query<{ hashes: Uint8Array }>(
      'SELECT hashes FROM log_tile WHERE level = $1 AND number = $2',
      [level, number],
    )
    return tile?.hashes ?? new Uint8Array()
  }
}

/** A wider form of a tile replaces the narrower; a trigger sees to it that the narrower begins it. */
export async function storeTiles(tx: Sql, tiles: readonly Tile[]): Promise<void> {
  await tx.query(
    `INSERT INTO log_tile (level, number, hashes)
     SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
     ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes`,
    [
      tiles.map(({ level }) => level),
      tiles.map(({ number }) => number.toString()),
      tiles.map(({ hashes }) => Buffer.from(hashes)),
    ],
  )
}
