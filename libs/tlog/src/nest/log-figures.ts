import { Inject, Injectable } from '@nestjs/common'
import { toBase64 } from '@assize/kernel'
import { Database } from '@assize/platform'
import { cosignedAt, parseNote } from '../index.js'
import type { DailyDigest } from './daily-digests.js'
import type {
  LogCheckpoint,
  LogContinuation,
  LogLine,
  LogVerifierKey,
  LogWatchState,
  LogWitness,
} from './log.graphql.js'
import { readLogState, type LogState } from './log-state.js'
import { publishedCheckpoint } from './published-checkpoint.js'
import { recordedKeys } from './recorded-keys.js'
import { readWatch } from './watch-row.js'

interface CheckpointRow {
  readonly origin: string
  readonly size: string
  readonly root: Uint8Array
  readonly note: string
  readonly signedAt: Date
  readonly lines: readonly { readonly witness: string; readonly line: string }[]
}

const mostCounted = 10_000

/** What people are shown of the log. */
@Injectable()
export class LogFigures {
  constructor(@Inject(Database) private readonly database: Database) {}

  state(): Promise<LogState> {
    return readLogState(this.database)
  }

  async watch(): Promise<LogWatchState> {
    const {
      verifiedSize: size,
      verifiedAt,
      wholeBeganAt,
      difference,
    } = await readWatch(this.database)
    return { size, verifiedAt, wholeBeganAt, difference }
  }

  async published(): Promise<LogCheckpoint | null> {
    const published = await publishedCheckpoint(this.database)
    if (!published) return null
    const [checkpoint] = await this.checkpointsUpTo(published.origin, published.size, 1)
    return checkpoint ?? null
  }

  /** Of the name the log has now, newest first. */
  async checkpoints(most: number): Promise<LogCheckpoint[]> {
    const { origin, size } = await this.state()
    return origin === null ? [] : this.checkpointsUpTo(origin, size, most)
  }

  /** An estimate beyond what is cheap to count. */
  async line(): Promise<LogLine> {
    const [line] = await this.database.query<{ waiting: number; missing: number }>(
      `SELECT count(*) FILTER (WHERE missing_since IS NULL)::int AS waiting,
         count(*) FILTER (WHERE missing_since IS NOT NULL)::int AS missing
       FROM (SELECT missing_since FROM log_pending ORDER BY id LIMIT ${mostCounted + 1}) AS line`,
    )
    const { waiting = 0, missing = 0 } = line ?? {}
    return { waiting: Math.min(waiting, mostCounted), more: waiting > mostCounted, missing }
  }

  async witnesses(): Promise<LogWitness[]> {
    const rows = await this.database.query<Omit<LogWitness, 'size'> & { size: string }>(
      `SELECT name, url, vkey, size, conflict, failure, seen_at AS "seenAt"
       FROM log_witness ORDER BY name`,
    )
    return rows.map((row) => ({ ...row, size: BigInt(row.size) }))
  }

  keys(): Promise<LogVerifierKey[]> {
    return recordedKeys(this.database)
  }

  /** The newest of each day, newest day first. */
  digests(most: number): Promise<DailyDigest[]> {
    return this.database.query<DailyDigest>(
      `SELECT DISTINCT ON (d.day) to_char(d.day, 'YYYY-MM-DD') AS day, made_at AS "madeAt", note
       FROM log_digest d ORDER BY d.day DESC, made_at DESC LIMIT $1`,
      [most],
    )
  }

  async continuations(): Promise<LogContinuation[]> {
    const rows = await this.database.query<Omit<LogContinuation, 'size'> & { size: string }>(
      `SELECT from_origin AS "fromOrigin", to_origin AS "toOrigin", size, reason,
         recorded_at AS "recordedAt"
       FROM record_log_continuation ORDER BY id DESC`,
    )
    return rows.map((row) => ({ ...row, size: BigInt(row.size) }))
  }

  private async checkpointsUpTo(
    origin: string,
    size: bigint,
    most: number,
  ): Promise<LogCheckpoint[]> {
    const rows = await this.database.query<CheckpointRow>(
      `SELECT c.origin, c.size, c.root, c.note, c.signed_at AS "signedAt",
         coalesce(g.lines, '[]') AS lines
       FROM log_checkpoint c CROSS JOIN LATERAL (
         SELECT json_agg(json_build_object('witness', witness, 'line', line) ORDER BY witness) AS lines
         FROM log_cosignature WHERE origin = c.origin AND size = c.size
       ) g
       WHERE c.origin = $1 AND c.size <= $2 ORDER BY c.size DESC LIMIT $3`,
      [origin, size.toString(), most],
    )
    return rows.map(toCheckpoint)
  }
}

const toCheckpoint = ({ lines, ...row }: CheckpointRow): LogCheckpoint => ({
  ...row,
  size: BigInt(row.size),
  root: toBase64(row.root),
  note: row.note + lines.map(({ line }) => line).join(''),
  cosignatures: lines.map(({ witness, line }) => ({ witness, cosignedAt: timeOf(line) })),
})

function timeOf(line: string): Date {
  const [signature] = parseNote(`cosigned\n\n${line}`).signatures
  return new Date(Number(signature ? cosignedAt(signature.signature) : 0n) * 1000)
}
