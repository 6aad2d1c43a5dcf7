import { Module } from '@nestjs/common'
import { AppealModule } from '@assize/appeal/nest'
import { ContentModule } from '@assize/content/nest'
import { EnforcementModule } from '@assize/enforcement/nest'
import { IdentityModule } from '@assize/identity/nest'
import { PolicyModule } from '@assize/policy/nest'
import { ReasoningAuditModule } from '@assize/reasoning-audit/nest'
import { ReviewModule } from '@assize/review/nest'
import { TlogModule } from '@assize/tlog/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { AnswerResolver } from '../answer/answer.resolver.js'
import { AnswerService } from '../answer/answer.service.js'
import { AnswersById } from '../answer/answers-by-id.js'
import { AnswersByPolicy } from '../answer/answers-by-policy.js'
import { AnswersByWords } from '../answer/answers-by-words.js'
import { DossierController } from './dossier.controller.js'
import { DossierLog } from './dossier-log.js'
import { DossierPolicies } from './dossier-policies.js'
import { DossierReader } from './dossier-reader.js'
import { DossierReaders } from './dossier-rights.js'
import { DossierService } from './dossier.service.js'

/** The rooms whose stores a dossier reads. */
const rooms = [
  ...[IdentityModule, TlogModule, ContentModule, PolicyModule, VerdictModule],
  ...[ReasoningAuditModule, EnforcementModule, ReviewModule, AppealModule],
]

/** Answers about single verdicts: where to find them, and all there is to tell of one. */
@Module({
  imports: rooms,
  controllers: [DossierController],
  providers: [
    ...[DossierLog, DossierPolicies, DossierReader, DossierReaders, DossierService],
    ...[AnswersById, AnswersByPolicy, AnswersByWords, AnswerService, AnswerResolver],
  ],
  exports: [...rooms, DossierLog, DossierReader, DossierReaders],
})
export class DossierModule {}
