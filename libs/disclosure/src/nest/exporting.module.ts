import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { DisclosureModule } from './disclosure.module.js'
import { ExportHousekeeping } from './export-housekeeping.js'
import { ExportRegister } from './export-register.js'
import { ExportRunner } from './export-runner.js'
import { ExportSettling } from './export-settling.js'
import { ExportSweeper } from './export-sweeper.js'
import { ExportProcessor } from './export.processor.js'

/** The side that makes the files. */
@Module({
  imports: [DisclosureModule, IdentityModule],
  providers: [
    ExportProcessor,
    ExportRunner,
    ExportRegister,
    ExportSettling,
    ExportSweeper,
    ExportHousekeeping,
  ],
})
export class ExportingModule {}
