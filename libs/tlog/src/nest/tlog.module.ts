import { Module } from '@nestjs/common'
import { LogEntryResolver } from './log.resolver.js'
import { LogLoaders } from './log-loaders.js'
import { LogReader } from './log-reader.js'

/** Reading the log: entries, checkpoints, proofs. */
@Module({
  providers: [LogReader, LogLoaders, LogEntryResolver],
  exports: [LogReader, LogLoaders],
})
export class TlogModule {}
