/** What the API answered instead of the thing asked for, in words fit for a screen. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly requestId: string | null = null,
    readonly status: number | null = null,
    readonly facts: unknown = null,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

export interface RefusalMember {
  readonly __typename: 'Refusal'
  readonly code: string
  readonly message: string
  readonly requestId: string | null
  readonly facts: unknown
}

export function isRefusal(member: { __typename?: string } | null): member is RefusalMember {
  return member?.__typename === 'Refusal'
}

const signedOutCodes = new Set(['UNAUTHENTICATED', 'NOT_SIGNED_IN', 'SESSION_EXPIRED'])

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || signedOutCodes.has(error.code))
}

/** Errors of any origin, told apart by what a person can do about them. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof TypeError) {
    return new ApiError('NOT_REACHABLE', 'the API cannot be reached')
  }
  return new ApiError('UNEXPECTED', error instanceof Error ? error.message : 'something failed')
}
