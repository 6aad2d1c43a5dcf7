import { EvidenceCheckpoints } from './evidence-checkpoints.js'
import { EvidenceEnding } from './evidence-ending.js'
import { EvidenceErasures } from './evidence-erasures.js'
import { EvidenceGatherer } from './evidence-gatherer.js'
import { EvidenceMaker } from './evidence-maker.js'
import { EvidenceRecords } from './evidence-records.js'
import { EvidenceScopes } from './evidence-scopes.js'
import { EvidenceResolver } from './evidence.resolver.js'
import { PinnedCheckpoints } from './pinned-checkpoints.js'
import { VerdictChapters } from './verdict-chapters.js'

/** What makes evidence packages, beside the makers of other files. */
export const evidenceProviders = [
  EvidenceCheckpoints,
  EvidenceEnding,
  EvidenceErasures,
  EvidenceGatherer,
  EvidenceMaker,
  EvidenceRecords,
  EvidenceScopes,
  EvidenceResolver,
  PinnedCheckpoints,
  VerdictChapters,
]
