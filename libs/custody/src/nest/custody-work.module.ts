import { Module } from '@nestjs/common'
import { ErasingModule } from './erasing.module.js'
import { ErasureWorker } from './erasure-worker.js'
import { MonthsPast } from './months-past.js'
import { PartitionKeeper } from './partition-keeper.js'
import { RetentionWorker } from './retention-worker.js'

/** The side that works: it erases what was approved or has run its time, and makes room for the months to come. */
@Module({
  imports: [ErasingModule],
  providers: [ErasureWorker, RetentionWorker, MonthsPast, PartitionKeeper],
  exports: [ErasureWorker, RetentionWorker, PartitionKeeper],
})
export class CustodyWorkModule {}
