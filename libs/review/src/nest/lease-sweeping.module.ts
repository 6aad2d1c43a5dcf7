import { Module } from '@nestjs/common'
import { LeaseSweeper } from './lease-sweeper.js'
import { ReviewModule } from './review.module.js'

/** The side that keeps time: it returns cases whose leases ran out. */
@Module({ imports: [ReviewModule], providers: [LeaseSweeper] })
export class LeaseSweepingModule {}
