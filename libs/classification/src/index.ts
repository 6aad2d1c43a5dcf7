export {
  classificationLimits,
  priorities,
  type Acceptance,
  type Classification,
  type ClassificationRequest,
} from './classification.js'
export { ClassificationError } from './classification-error.js'
export { acceptReply, concludeReply, readCompletion, undeterminedReason } from './conclude.js'
export { acceptedEvent, classifyQueue, groupIds, type ClassifyJob } from './jobs.js'
export { judgingRequest, type JudgingWish } from './judging-request.js'
export { buildPrompt, promptDigest, unkeyedPromptDigest } from './prompt.js'
export { isWhole, type Reconciliation } from './reconciliation.js'
