import { Module } from '@nestjs/common'
import { CheckpointSigner } from './checkpoint-signer.js'
import { DailyDigests } from './daily-digests.js'
import { ExportedCheckpoints } from './exported-checkpoints.js'
import { LogKeys } from './log-keys.js'
import { LogRounds } from './log-rounds.js'
import { LogWatch } from './log-watch.js'
import { Sequencer } from './sequencer.js'
import { WitnessRounds } from './witness-rounds.js'

/** The worker's side of the log: everything that makes it grow. */
@Module({
  providers: [
    LogKeys,
    ExportedCheckpoints,
    Sequencer,
    CheckpointSigner,
    WitnessRounds,
    DailyDigests,
    LogWatch,
    LogRounds,
  ],
})
export class SequencingModule {}
