import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Config, Database, type LogSettings } from '@assize/platform'
import { consistencyProof, parseVerifierKey, type VerifierKey } from '../index.js'
import type { Floor } from './checkpoint-floor.js'
import type { WitnessWord } from './checkpoint-signer.js'
import { LogKeys } from './log-keys.js'
import { readLogState } from './log-state.js'
import { PostgresTiles } from './postgres-tiles.js'
import { recordedKeys } from './recorded-keys.js'
import { WitnessClient, type OfferAnswer } from './witness-client.js'

export interface WitnessPlace {
  readonly log: Pick<LogSettings, 'witnesses'>
}

/** What is known of one witness, for one name of the log. */
interface Standing {
  readonly client: WitnessClient
  /** How large a tree it has seen; null until it has said so. */
  size: bigint | null
  root: Uint8Array | null
  /** It holds a tree that is not ours; stands until the database or the name of the log is another. */
  conflict: boolean
  failures: number
  nextAt: number
}

interface Newest {
  readonly origin: string
  readonly size: bigint
  readonly root: Uint8Array
  readonly note: string
}

const firstPauseMs = 1_000
const longestPauseMs = 300_000

/**
 * Brings each new checkpoint to the witnesses, and asks each at the start how large a tree it has seen. What a witness
 * answers, good or bad, stands in log_witness for people to read.
 */
@Injectable()
export class WitnessRounds {
  private origin: string | null = null
  private standings: Standing[] = []

  constructor(
    @Inject(Config) private readonly place: WitnessPlace,
    @Inject(Database) private readonly database: Database,
    @Inject(LogKeys) private readonly keys: LogKeys,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What has been heard so far. */
  get word(): WitnessWord {
    const floors: Floor[] = this.standings.flatMap(({ client, size, root }) =>
      size === null || size === 0n ? [] : [{ who: `witness ${client.witness.name}`, size, root }],
    )
    const names = (standings: readonly Standing[]) =>
      standings.map(({ client }) => client.witness.name)
    return {
      floors,
      unanswered: names(this.standings.filter(({ size }) => size === null)),
      conflicts: names(this.standings.filter(({ conflict }) => conflict)),
    }
  }

  /** One round: those not heard yet are asked, and the newest checkpoint is brought to those behind. */
  async round(): Promise<void> {
    const { origin } = await readLogState(this.database)
    if (origin === null) return
    if (origin !== this.origin) await this.begin(origin)
    const due = this.standings.filter(({ nextAt }) => nextAt <= this.clock.now().getTime())
    await Promise.all(due.map((standing) => this.attend(standing, origin)))
  }

  /** Throws `KEY_MALFORMED` for a witness whose key cannot be read. */
  private async begin(origin: string): Promise<void> {
    const { witnesses } = this.place.log
    const conflicts = await this.database.query<{ vkey: string }>(
      'SELECT vkey FROM log_witness WHERE conflict',
    )
    this.standings = witnesses.map(({ name, vkey, url }) => ({
      client: new WitnessClient({ name, url, key: parseVerifierKey(vkey) }),
      conflict: conflicts.some((row) => row.vkey === vkey),
      ...{ size: null, root: null, failures: 0, nextAt: 0 },
    }))
    this.origin = origin
    await this.database.query('DELETE FROM log_witness WHERE name <> ALL ($1::text[])', [
      witnesses.map(({ name }) => name),
    ])
  }

  private async attend(standing: Standing, origin: string): Promise<void> {
    const newest = await this.newest(origin)
    const known = standing.size ?? (await this.askLatest(standing, origin, newest))
    if (known === null || !newest || known >= newest.size || standing.conflict) return
    const answer = await this.offer(standing, newest, known)
    await this.take(standing, newest, answer)
    // Its true size is known now; a tree of ours that reaches beyond it can be offered at once.
    if (answer.kind === 'behind' && answer.size < newest.size)
      await this.take(standing, newest, await this.offer(standing, newest, answer.size))
  }

  /** Answers from where to offer. A witness that shows nothing may still hold something: the offer will tell. */
  private async askLatest(
    standing: Standing,
    origin: string,
    newest: Newest | null,
  ): Promise<bigint | null> {
    const answer = await standing.client.latest(origin, await this.logKeys(origin))
    if (answer.kind === 'failed') {
      await this.fail(standing, answer.failure)
      return null
    }
    if (answer.kind === 'none' && newest) return 0n
    const { size, root } = answer.kind === 'shown' ? answer.checkpoint : { size: 0n, root: null }
    Object.assign(standing, { size, root })
    await this.say(standing, null)
    return size
  }

  private async offer(standing: Standing, newest: Newest, oldSize: bigint): Promise<OfferAnswer> {
    const proof = await consistencyProof(new PostgresTiles(this.database), oldSize, newest.size)
    return standing.client.offer({ oldSize, proof, note: newest.note })
  }

  private async take(standing: Standing, newest: Newest, answer: OfferAnswer): Promise<void> {
    if (answer.kind === 'cosigned') {
      await this.database.query(
        `INSERT INTO log_cosignature (origin, size, witness, line, received_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [
          ...[newest.origin, newest.size.toString(), standing.client.witness.name, answer.line],
          this.clock.now(),
        ],
      )
      Object.assign(standing, { size: newest.size, root: newest.root, conflict: false })
      return this.say(standing, null)
    }
    if (answer.kind === 'behind') {
      const { size } = await readLogState(this.database)
      const lost = answer.size > size
      Object.assign(standing, { size: answer.size, root: null, conflict: lost })
      return this.say(
        standing,
        lost ? `it has seen ${answer.size} entries, and there are ${size}` : null,
      )
    }
    if (answer.kind === 'conflict') standing.conflict = true
    return this.fail(standing, answer.failure)
  }

  private async fail(standing: Standing, failure: string): Promise<void> {
    standing.failures += 1
    const pauseMs = Math.min(firstPauseMs * 2 ** (standing.failures - 1), longestPauseMs)
    standing.nextAt = this.clock.now().getTime() + pauseMs
    await this.write(standing, failure)
  }

  private async say(standing: Standing, failure: string | null): Promise<void> {
    Object.assign(standing, { failures: 0, nextAt: 0 })
    await this.write(standing, failure)
  }

  private async write(
    { client: { witness }, size, conflict }: Standing,
    failure: string | null,
  ): Promise<void> {
    const vkey = this.place.log.witnesses.find(({ name }) => name === witness.name)?.vkey ?? ''
    await this.database.query(
      `INSERT INTO log_witness (name, vkey, url, size, conflict, failure, seen_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (name) DO UPDATE SET vkey = excluded.vkey, url = excluded.url, size = excluded.size,
         conflict = excluded.conflict, failure = excluded.failure, seen_at = excluded.seen_at`,
      [
        ...[witness.name, vkey, witness.url, (size ?? 0n).toString(), conflict, failure],
        this.clock.now(),
      ],
    )
  }

  private async newest(origin: string): Promise<Newest | null> {
    const [row] = await this.database.query<Omit<Newest, 'size'> & { size: string }>(
      `SELECT origin, size, root, note FROM log_checkpoint WHERE origin = $1
       ORDER BY size DESC LIMIT 1`,
      [origin],
    )
    return row ? { ...row, size: BigInt(row.size) } : null
  }

  /** Ours by the record, or by the file where the record may be that of an older database. */
  private async logKeys(origin: string): Promise<readonly VerifierKey[]> {
    const recorded = await recordedKeys(this.database)
    const ours = this.keys.signers(origin).map(({ key }) => key)
    return [...ours, ...recorded.map(({ vkey }) => parseVerifierKey(vkey))]
  }
}
