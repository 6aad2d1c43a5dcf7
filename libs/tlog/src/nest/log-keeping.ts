import type { Clock, IdSource } from '@assize/kernel'
import { insertNew, insertRows, type Database, type Sql } from '@assize/platform'
import { ed25519Signer, formatVerifierKey, TlogError } from '../index.js'
import { requireOrigin } from './log-origin.js'
import { readLogState } from './log-state.js'

/** What keeping the log by hand needs; verbs bring it, no framework. */
export interface LogKeeping {
  readonly database: Database
  readonly ids: IdSource
  readonly clock: Clock
}

/**
 * Goes on with the same tree under another name, which nobody has seen sign anything. For after a restore that lost
 * entries that were signed: the old name stays with what it signed.
 */
export async function continueAs(
  { database, ids, clock }: LogKeeping,
  name: string,
  reason: string | null,
): Promise<{ readonly from: string; readonly to: string; readonly size: bigint }> {
  const to = requireOrigin(name)
  return database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('assize.log.sign'))`)
    const { origin: from, size, root } = await readLogState(tx, 'lock')
    if (from === null)
      throw new TlogError('CHECKPOINT_UNSIGNED', 'the log has no name yet: nothing was ever signed')
    await refuseUsedName(tx, to)
    await tx.query(
      'UPDATE log_state SET origin = $1, halted = NULL, unsigned = NULL WHERE id = 1',
      [to],
    )
    await tx.query('DELETE FROM log_witness')
    const recordedAt = clock.now()
    await insertRows(tx, 'record_log_continuation', [
      {
        ...{ id: ids.next(), from_origin: from, to_origin: to, size: size.toString() },
        ...{ root, reason, recorded_at: recordedAt },
      },
    ])
    const inUse = await tx.query<{ vkey: string }>(
      `SELECT vkey FROM record_log_key i WHERE origin = $1 AND kind = 'introduced' AND NOT EXISTS (
         SELECT FROM record_log_key r WHERE r.vkey = i.vkey AND r.kind = 'retired')`,
      [from],
    )
    await insertRows(
      tx,
      'record_log_key',
      inUse.map(({ vkey }) => ({
        ...{ id: ids.next(), origin: from, vkey, kind: 'retired', recorded_at: recordedAt },
      })),
    )
    return { from, to, size }
  })
}

async function refuseUsedName(tx: Sql, name: string): Promise<void> {
  const [used] = await tx.query(
    `SELECT 1 FROM log_state WHERE origin = $1
     UNION ALL SELECT 1 FROM log_checkpoint WHERE origin = $1
     UNION ALL SELECT 1 FROM record_log_continuation WHERE from_origin = $1`,
    [name],
  )
  if (used)
    throw new TlogError('KEY_MALFORMED', `expected a name the log never had, saw ${name}`, { name })
}

/** Puts on the record that the key of a seed came into use or was retired; answers its vkey, null for a log unnamed. */
export async function recordKey(
  { database, ids, clock }: LogKeeping,
  seed: Uint8Array,
  kind: 'introduced' | 'retired',
): Promise<string | null> {
  return database.transaction(async (tx) => {
    const { origin } = await readLogState(tx)
    if (origin === null) return null
    const vkey = formatVerifierKey(ed25519Signer(origin, seed).key)
    const row = { id: ids.next(), origin, vkey, kind, recorded_at: clock.now() }
    await insertNew(tx, 'record_log_key', [row], 'id')
    return vkey
  })
}
