import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Randomness } from '@assize/kernel'
import { Config, Database, type LogSettings } from '@assize/platform'
import { Recurring } from '@assize/platform/nest'
import { CheckpointSigner, type Signing } from './checkpoint-signer.js'
import { DailyDigests } from './daily-digests.js'
import { fixOrigin } from './log-origin.js'
import { LogWatch } from './log-watch.js'
import { Sequencer, type SequencedBatch } from './sequencer.js'
import { WitnessRounds } from './witness-rounds.js'

const sequencePauseMs = 150
const witnessPauseMs = 1_000
const digestPauseMs = 300_000
const leastSignPauseMs = 50
const watchPauseMs = 60_000
/** While what came since has not all been looked at. */
const leastWatchPauseMs = 5_000

/** What a worker does for the log: gives rows their places, signs, brings checkpoints to witnesses, makes digests, watches. */
@Injectable()
export class LogRounds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LogRounds.name)
  private readonly rounds: readonly Recurring[]
  private said: string | null = null

  constructor(
    @Inject(Config) private readonly config: { readonly log: LogSettings },
    @Inject(Database) private readonly database: Database,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Sequencer) sequencer: Sequencer,
    @Inject(CheckpointSigner) signer: CheckpointSigner,
    @Inject(WitnessRounds) witnesses: WitnessRounds,
    @Inject(DailyDigests) digests: DailyDigests,
    @Inject(LogWatch) watch: LogWatch,
  ) {
    const signPauseMs = Math.max(config.log.checkpointMs, leastSignPauseMs)
    this.rounds = [
      new Recurring<SequencedBatch>(LogRounds.name, {
        what: 'giving rows their place in the log',
        work: () => sequencer.sequence(),
        pauseMs: ({ answer }) => (answer?.more ? 0 : sequencePauseMs),
      }) as Recurring,
      new Recurring(LogRounds.name, {
        what: 'signing the log',
        work: async () => this.say(await signer.sign(witnesses.word)),
        pauseMs: () => signPauseMs,
        firstAfterMs: sequencePauseMs,
      }),
      new Recurring(LogRounds.name, {
        what: 'bringing checkpoints to witnesses',
        work: () => witnesses.round(),
        pauseMs: () => witnessPauseMs,
      }),
      new Recurring(LogRounds.name, {
        what: 'the digest of the day',
        work: () => digests.makeDue(),
        pauseMs: () => digestPauseMs,
        firstAfterMs: 5_000,
      }),
      new Recurring<boolean>(LogRounds.name, {
        what: 'verifying the log',
        work: () => watch.round(),
        pauseMs: ({ answer }) => (answer ? leastWatchPauseMs : watchPauseMs),
        firstAfterMs: 10_000,
      }) as Recurring,
    ]
  }

  async onApplicationBootstrap(): Promise<void> {
    const { origin } = this.config.log
    const fixed = await fixOrigin(this.database, origin, this.randomness)
    if (origin !== undefined && origin !== fixed)
      this.logger.warn('the log keeps the name it has; assize log continue-as gives it another', {
        ...{ name: fixed, setting: origin },
      })
    for (const round of this.rounds) round.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.rounds.map((round) => round.stop()))
  }

  /** Once for each new reason, not with every round. */
  private say(signing: Signing): void {
    if (signing.kind === 'idle') return
    const why = signing.kind === 'held' ? (signing.halted ?? signing.unsigned) : null
    if (why !== null && why !== this.said)
      this.logger[signing.kind === 'held' && signing.halted ? 'error' : 'warn'](
        'the log is not signed',
        {
          why,
        },
      )
    this.said = why
  }
}
