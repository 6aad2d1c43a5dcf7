import { hashBytes, type Hash } from './merkle-tree.js'
import { TlogError } from './tlog-error.js'

/** A tile holds this many hashes, a bundle this many entries, when full. */
export const tileSpan = 256

/** `level` is the level of hash tiles, or `entries` for the bundle of entries under the same number. */
export interface TileAddress {
  readonly level: number | 'entries'
  readonly number: bigint
  /** 1 to 256 */
  readonly width: number
}

/** How many hashes tile `number` of `level` holds in a tree of `size` leaves; 0 when there is none. */
export function tileWidth(level: number | 'entries', number: bigint, size: bigint): number {
  const shift = level === 'entries' ? 0n : BigInt(8 * level)
  const rest = (size >> shift) - number * 256n
  return rest <= 0n ? 0 : rest >= 256n ? 256 : Number(rest)
}

/** Source: C2SP tlog-tiles, as all of this file. */
export function tilePath({ level, number, width }: TileAddress): string {
  const groups = number.toString().split(/(?=(?:\d{3})+$)/)
  const padded = groups.map((group) => group.padStart(3, '0'))
  const name = padded.map((group, index) => (index < padded.length - 1 ? `x${group}` : group))
  return `tile/${level}/${name.join('/')}${width === tileSpan ? '' : `.p/${width}`}`
}

const pathPattern = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** The address a path names; refuses whatever `tilePath` would write otherwise. */
export function parseTilePath(path: string): TileAddress {
  const [, level, name, partial] = pathPattern.exec(path) ?? []
  if (level !== undefined && name !== undefined) {
    const address = {
      level: level === 'entries' ? level : Number(level),
      number: BigInt(name.replaceAll(/[x/]/g, '')),
      width: partial === undefined ? tileSpan : Number(partial),
    } as const
    if (address.level !== 'entries' && address.level > 63) throw malformedPath()
    if (tilePath(address) === path) return address
  }
  throw malformedPath()
}

const malformedPath = () =>
  new TlogError('TILE_PATH_MALFORMED', 'expected tile/<level>/<number>, saw another path')

/** The hashes of a tile from place `from` to `width` (not included); it may hold more, never fewer. */
export function tileHashes(tile: Uint8Array, width: number, from = 0): Hash[] {
  const held = tile.length / hashBytes
  if (!Number.isInteger(held) || held > tileSpan || held < width)
    throw new TlogError(
      'TILE_WIDTH',
      `expected a tile of ${width} to ${tileSpan} hashes, saw ${tile.length} bytes`,
      { width, bytes: tile.length },
    )
  const hashes: Hash[] = []
  for (let at = from * hashBytes; at < width * hashBytes; at += hashBytes)
    hashes.push(tile.subarray(at, at + hashBytes))
  return hashes
}
