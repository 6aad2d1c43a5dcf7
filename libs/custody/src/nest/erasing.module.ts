import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { EraserDatabase } from './eraser-database.js'
import { Eraser } from './eraser.js'
import { ErasureJournal } from './erasure-journal.js'
import { ErasureReplay } from './erasure-replay.js'
import { ErasureSteps } from './erasure-steps.js'
import { HeldItems } from './held-items.js'
import { OwnWords } from './own-words.js'
import { RetentionRules } from './retention-rules.service.js'
import { ScopeItems } from './scope-items.js'

/** What rooms need to take part in an erasure, and workers to carry one out. */
@Module({
  imports: [IdentityModule],
  providers: [
    ErasureSteps,
    HeldItems,
    ScopeItems,
    OwnWords,
    RetentionRules,
    EraserDatabase,
    ErasureJournal,
    Eraser,
    ErasureReplay,
  ],
  exports: [
    ErasureSteps,
    HeldItems,
    ScopeItems,
    OwnWords,
    RetentionRules,
    EraserDatabase,
    Eraser,
    ErasureReplay,
  ],
})
export class ErasingModule {}
