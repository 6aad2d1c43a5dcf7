import { DomainError } from '@assize/kernel'

export const inferenceErrorCodes = [
  'ENDPOINTS_UNREADABLE',
  'ENDPOINT_INVALID',
  'ENDPOINT_NAME_TAKEN',
  'ENDPOINT_UNKNOWN',
] as const

export class InferenceError extends DomainError<(typeof inferenceErrorCodes)[number]> {}
