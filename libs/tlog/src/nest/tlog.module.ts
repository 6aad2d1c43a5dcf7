import { Module } from '@nestjs/common'
import { LogEntryResolver } from './log.resolver.js'
import { LogLoaders } from './log-loaders.js'
import { LogReader } from './log-reader.js'
import { RecordFiles } from './record-files.js'

/** Reading the log: entries, checkpoints, proofs. */
@Module({
  providers: [LogReader, LogLoaders, RecordFiles, LogEntryResolver],
  exports: [LogReader, LogLoaders, RecordFiles],
})
export class TlogModule {}
