import {
  leafHash,
  parseCheckpoint,
  parseNote,
  RightEdge,
  TlogError,
  type Checkpoint,
} from '@assize/tlog'
import { equalBytes, toHex } from '@assize/kernel'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { CliError } from '../cli-error.js'

const entriesAtOnce = 5000

export interface CheckedLog {
  readonly size: bigint
  /** Checkpoints shown outside whose tree this log does not reach: it is older than what others have seen. */
  readonly newer: readonly { readonly from: string; readonly size: bigint }[]
}

/** A checkpoint that somebody was shown, and where it was found. */
export interface ShownCheckpoint extends Checkpoint {
  readonly from: string
}

export function readCheckpoint(file: string): ShownCheckpoint {
  try {
    return { from: file, ...parseCheckpoint(parseNote(readFileSync(file, 'utf8')).text) }
  } catch (error) {
    if (!(error instanceof TlogError) && (error as { code?: string }).code !== 'ENOENT') throw error
    throw new CliError('WRONG_USE', `${file}: expected a checkpoint of a log`, {}, { cause: error })
  }
}

/**
 * Computes the tree anew from every entry, and holds it against the state the log was in, its newest checkpoint, and
 * those shown outside. Throws where one of them tells of another tree.
 */
export async function checkLog(
  url: string,
  shown: readonly ShownCheckpoint[],
): Promise<CheckedLog> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const own = await ownWords(client)
    const known = [...own, ...shown.filter(({ origin }) => origins(own).has(origin))]
    const strangers = shown.filter((each) => !known.includes(each))
    if (strangers[0] && own.length > 1)
      throw new CliError(
        'NOT_DONE',
        `${strangers[0].from} is of the log ${strangers[0].origin}, which is not the one restored`,
      )
    const size = await compare(client, known)
    return { size, newer: known.filter((each) => each.size > size) }
  } finally {
    await client.end()
  }
}

const origins = (known: readonly ShownCheckpoint[]): ReadonlySet<string> =>
  new Set(known.map(({ origin }) => origin))

async function ownWords(client: pg.Client): Promise<readonly ShownCheckpoint[]> {
  const state = await client.query<{ origin: string; size: string; root: Buffer }>(
    "SELECT coalesce(origin, '') AS origin, size::text, root FROM log_state",
  )
  const checkpoints = await client.query<{ origin: string; size: string; root: Buffer }>(
    'SELECT DISTINCT ON (origin) origin, size::text, root FROM log_checkpoint ORDER BY origin, size DESC',
  )
  const toShown =
    (from: string) =>
    ({ origin, size, root }: { origin: string; size: string; root: Buffer }): ShownCheckpoint => ({
      ...{ from, origin, size: BigInt(size), root: new Uint8Array(root) },
    })
  return [
    ...state.rows.map(toShown("the log's own state")),
    ...checkpoints.rows.map(toShown('the newest checkpoint of the backup')),
  ]
}

/** Answers how many entries there are; each known tree is compared as the count reaches its size. */
async function compare(client: pg.Client, known: readonly ShownCheckpoint[]): Promise<bigint> {
  const edge = RightEdge.empty()
  const look = (): void => {
    const other = known.find(({ size, root }) => size === edge.size && !equalBytes(root, edge.root))
    if (other)
      throw new CliError(
        'NOT_DONE',
        `the log was changed: its first ${other.size} entries have the root ${toHex(edge.root)}, ${other.from} says ${toHex(other.root)}`,
      )
  }
  look()
  for (;;) {
    const { rows } = await client.query<{ index: string; entry: Buffer }>(
      `SELECT index::text, entry FROM log_entry WHERE index >= $1 ORDER BY log_entry.index LIMIT ${entriesAtOnce}`,
      [edge.size.toString()],
    )
    for (const { index, entry } of rows) {
      if (BigInt(index) !== edge.size)
        throw new CliError('NOT_DONE', `the log was changed: entry ${edge.size} is missing`)
      edge.append(leafHash(new Uint8Array(entry)))
      edge.takeChanged()
      look()
    }
    if (rows.length < entriesAtOnce) break
  }
  const own = known.find(({ from }) => from === "the log's own state")
  if (own && own.size !== edge.size)
    throw new CliError(
      'NOT_DONE',
      `the log was changed: expected ${own.size} entries, saw ${edge.size}`,
    )
  return edge.size
}
