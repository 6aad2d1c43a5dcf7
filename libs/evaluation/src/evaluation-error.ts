import { DomainError } from '@assize/kernel'

export const evaluationErrorCodes = [
  'NO_CASES',
  'TOO_MANY_CASES',
  'CASE_UNFIT',
  'REPEATS_REFUSED',
  'ENDPOINT_UNKNOWN',
  'ENDPOINT_NOT_ACTIVE',
  'NO_ENDPOINT',
  'MODEL_UNKNOWN',
  'TOO_MANY_RUNS',
  'RUN_UNKNOWN',
  'RUN_ENDED',
  'RUN_INTERRUPTED',
  'ENDPOINT_UNUSABLE',
  'CASES_CHANGED',
  'INPUT_REFUSED',
] as const

export class EvaluationError extends DomainError<(typeof evaluationErrorCodes)[number]> {}
