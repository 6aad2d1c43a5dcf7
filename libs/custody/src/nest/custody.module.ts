import { Module } from '@nestjs/common'
import { ErasureSteps } from './erasure-steps.js'

@Module({
  providers: [ErasureSteps],
  exports: [ErasureSteps],
})
export class CustodyModule {}
