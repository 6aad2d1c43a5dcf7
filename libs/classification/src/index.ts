export {
  classificationLimits,
  priorities,
  type Acceptance,
  type Classification,
  type ClassificationRequest,
} from './classification.js'
export { ClassificationError } from './classification-error.js'
export { acceptReply, readCompletion, undeterminedReason } from './conclude.js'
export { acceptedEvent, classifyQueue, groupIds, type ClassifyJob } from './jobs.js'
export { buildPrompt, promptDigest, unkeyedPromptDigest } from './prompt.js'
export { isWhole, type Reconciliation } from './reconciliation.js'
