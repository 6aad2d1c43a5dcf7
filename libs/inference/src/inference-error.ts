import { DomainError } from '@assize/kernel'

export const inferenceErrorCodes = [
  'ENDPOINTS_UNREADABLE',
  'ENDPOINT_INVALID',
  'ENDPOINT_NAME_TAKEN',
  'ENDPOINT_UNKNOWN',
  'ENDPOINT_FROM_SETTINGS',
] as const

export class InferenceError extends DomainError<(typeof inferenceErrorCodes)[number]> {}
