import { DomainError } from '@assize/kernel'

export class FindingRuleError extends DomainError<
  | 'RULES_INVALID'
  | 'RULES_TOO_MANY'
  | 'RULES_CHANGED'
  | 'POLICY_UNKNOWN'
  | 'FINDING_UNKNOWN'
  | 'REASON_REQUIRED'
  | 'REASON_INVALID'
  | 'NOTE_INVALID'
  | 'UNTIL_PASSED'
  | 'SCOPE_INVALID'
  | 'SUPPRESSION_UNKNOWN'
  | 'SUPPRESSION_LIFTED'
  | 'THRESHOLD_INVALID'
> {}
