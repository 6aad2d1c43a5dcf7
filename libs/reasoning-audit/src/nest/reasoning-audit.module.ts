import { Module } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { FindingResolver, VerdictFindingsResolver } from './finding.resolver.js'
import { PrismaFindingStore } from './prisma-finding-store.js'
import { RecordingAuditor } from './recording-auditor.js'

@Module({
  imports: [ContentModule, VerdictModule],
  providers: [RecordingAuditor, PrismaFindingStore, VerdictFindingsResolver, FindingResolver],
})
export class ReasoningAuditModule {}
