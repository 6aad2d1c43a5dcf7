import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { LogController } from './log.controller.js'
import { LogFigures } from './log-figures.js'
import { LogFiles } from './log-files.js'
import { LogReadGuard } from './log-read.guard.js'
import { LogResolver } from './log.resolver.js'
import { TlogModule } from './tlog.module.js'

/** The API's side of the log: its public files, and what its page shows. */
@Module({
  imports: [TlogModule, IdentityModule],
  controllers: [LogController],
  providers: [LogFiles, LogFigures, LogReadGuard, LogResolver],
  exports: [LogFigures],
})
export class LogServingModule {}
