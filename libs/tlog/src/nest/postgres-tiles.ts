import DataLoader from 'dataloader'
import type { Sql } from '@assize/platform'
import { TileReader, type Tile } from '../index.js'

interface Place {
  readonly level: number
  readonly number: bigint
}

/**
 * Tiles as the database keeps them; those asked for at once are read by one statement. One that is not there is empty,
 * and found out as too narrow.
 */
export class PostgresTiles extends TileReader {
  private readonly tiles: DataLoader<Place, Uint8Array>

  constructor(sql: Sql) {
    super()
    this.tiles = new DataLoader((places) => readTiles(sql, places), { cache: false })
  }

  read(level: number, number: bigint): Promise<Uint8Array> {
    return this.tiles.load({ level, number })
  }
}

async function readTiles(sql: Sql, places: readonly Place[]): Promise<Uint8Array[]> {
  const tiles = await sql.query<{ hashes: Uint8Array | null }>(
    `SELECT t.hashes FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS w(level, number, place)
     LEFT JOIN log_tile t USING (level, number) ORDER BY w.place`,
    [places.map(({ level }) => level), places.map(({ number }) => number.toString())],
  )
  return tiles.map(({ hashes }) => hashes ?? new Uint8Array())
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
