import { Module } from '@nestjs/common'
import { LogReader } from './log-reader.js'

/** Reading the log: entries, checkpoints, proofs. */
@Module({
  providers: [LogReader],
  exports: [LogReader],
})
export class TlogModule {}
