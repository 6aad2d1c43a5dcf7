import { Inject, Injectable } from '@nestjs/common'
import { Clock, equalBytes, IdSource } from '@assize/kernel'
import { Database, insertNew, type Sql } from '@assize/platform'
import { formatVerifierKey, rootFromTiles, signCheckpoint, type Checkpoint } from '../index.js'
import { faultAgainst, type Floor } from './checkpoint-floor.js'
import { ExportedCheckpoints } from './exported-checkpoints.js'
import { LogKeys } from './log-keys.js'
import { readLogState, type LogState } from './log-state.js'
import { PostgresTiles } from './postgres-tiles.js'
import { signersInUse } from './signers-in-use.js'

/** What witnesses have shown, as far as they have been asked. */
export interface WitnessWord {
  readonly floors: readonly Floor[]
  /** Names of those that have not answered yet. */
  readonly unanswered: readonly string[]
  /** Names of those that hold a tree that is not ours. */
  readonly conflicts: readonly string[]
}

export type Signing =
  | { readonly kind: 'signed'; readonly checkpoint: Checkpoint }
  /** Nothing new to sign, or another process is at it. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'held'; readonly halted: string | null; readonly unsigned: string | null }

/**
 * Signs the tree as it was committed, never one that might be rolled back, and only where it begins with whatever any
 * witness, file or stored checkpoint has shown. The checkpoint is in a file before it is in the database, where readers
 * and witnesses find it: nothing is ever shown that the file does not know.
 */
@Injectable()
export class CheckpointSigner {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LogKeys) private readonly keys: LogKeys,
    @Inject(ExportedCheckpoints) private readonly exported: ExportedCheckpoints,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  sign(word: WitnessWord): Promise<Signing> {
    return this.database.transaction(async (tx) => {
      await tx.query('SET LOCAL synchronous_commit = on')
      const [lock] = await tx.query<{ held: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtext('assize.log.sign')) AS held`,
      )
      if (!lock?.held) return { kind: 'idle' }
      const state = await readLogState(tx)
      if (state.origin === null) return { kind: 'idle' }
      const held = await this.reasonsNotTo(tx, state, state.origin, word)
      await this.note(tx, state, held)
      if (held.halted ?? held.unsigned) return { kind: 'held', ...held }
      const last = await lastCheckpoint(tx, state.origin)
      if (state.size === 0n || last?.size === state.size) return { kind: 'idle' }
      const { origin, size, root } = state
      return this.signNow(tx, { origin, size, root })
    })
  }

  private async reasonsNotTo(tx: Sql, state: LogState, origin: string, word: WitnessWord) {
    const halted = (await this.fault(tx, state, origin, word.floors)) ?? conflictIn(word)
    if (halted) return { halted, unsigned: null }
    if ((await signersInUse(tx, this.keys, origin)).length === 0)
      return {
        halted: null,
        unsigned: 'there is no key: logKeys in ASSIZE_SECRETS_FILE is missing',
      }
    // A file that our tree extends has seen all that a witness has, since it is written first.
    if (word.unanswered.length > 0 && this.exported.find(origin) === null)
      return {
        halted: null,
        unsigned: `waits to hear from ${word.unanswered.join(', ')} how large a tree they have seen`,
      }
    return { halted: null, unsigned: null }
  }

  private async fault(
    tx: Sql,
    { size, root }: LogState,
    origin: string,
    witnessed: readonly Floor[],
  ): Promise<string | null> {
    const tiles = new PostgresTiles(tx)
    let exported: Checkpoint | null
    try {
      exported = this.exported.find(origin)
    } catch {
      return `${this.exported.fileOf(origin)} is there and is no checkpoint of this log`
    }
    const last = await lastCheckpoint(tx, origin)
    const floors = [
      ...(last ? [{ who: 'the last checkpoint in the database', ...last }] : []),
      ...(exported ? [{ who: 'the exported checkpoint', ...exported }] : []),
      ...witnessed,
    ]
    const fault = await faultAgainst(floors, size, tiles)
    if (fault) return fault
    if (equalBytes(await rootFromTiles(tiles, size), root)) return null
    return `the tiles do not lead to the root of the log at ${size} entries: a tile or the state was changed`
  }

  private async note(
    tx: Sql,
    state: LogState,
    held: { readonly halted: string | null; readonly unsigned: string | null },
  ): Promise<void> {
    if (held.halted === state.halted && held.unsigned === state.unsigned) return
    await tx.query('UPDATE log_state SET halted = $1, unsigned = $2 WHERE id = 1', [
      held.halted,
      held.unsigned,
    ])
  }

  private async signNow(tx: Sql, checkpoint: Checkpoint): Promise<Signing> {
    const { origin, size, root } = checkpoint
    const signers = await signersInUse(tx, this.keys, origin)
    const signedAt = this.clock.now()
    await insertNew(
      tx,
      'record_log_key',
      signers.map(({ key }) => ({
        ...{ id: this.ids.next(), origin, vkey: formatVerifierKey(key), kind: 'introduced' },
        recorded_at: signedAt,
      })),
      'id',
    )
    const note = signCheckpoint(checkpoint, signers)
    const unwritten = this.export(origin, note)
    if (unwritten) {
      await tx.query('UPDATE log_state SET unsigned = $1 WHERE id = 1', [unwritten])
      return { kind: 'held', halted: null, unsigned: unwritten }
    }
    await tx.query(
      `INSERT INTO log_checkpoint (origin, size, root, note, signed_at) VALUES ($1, $2, $3, $4, $5)`,
      [origin, size.toString(), Buffer.from(root), note, signedAt],
    )
    return { kind: 'signed', checkpoint }
  }

  private export(origin: string, note: string): string | null {
    try {
      this.exported.write(origin, note)
      return null
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return `no checkpoint can be written below ${this.exported.directory} (${code ?? 'unknown fault'})`
    }
  }
}

const conflictIn = ({ conflicts }: WitnessWord): string | null =>
  conflicts.length === 0
    ? null
    : `${conflicts.join(', ')} saw another tree, or entries that this log no longer holds; restore the database ` +
      'that holds them, or go on under another name with assize log continue-as'

async function lastCheckpoint(
  sql: Sql,
  origin: string,
): Promise<{ readonly size: bigint; readonly root: Uint8Array } | null> {
  const [last] = await sql.query<{ size: string; root: Uint8Array }>(
    'SELECT size, root FROM log_checkpoint WHERE origin = $1 ORDER BY size DESC LIMIT 1',
    [origin],
  )
  return last ? { size: BigInt(last.size), root: last.root } : null
}
