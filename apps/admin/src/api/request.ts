import { ClientError, GraphQLClient } from 'graphql-request'
import { Kind, print, type DocumentNode } from 'graphql'
import { ApiError, toApiError } from './api-error.js'
import type { TadaDocumentNode } from './graphql.js'
import { csrfToken } from './session.js'

const client = new GraphQLClient(`${globalThis.location?.origin ?? ''}/graphql`, {
  credentials: 'same-origin',
  errorPolicy: 'all',
  requestMiddleware: (request) => {
    const token = csrfToken()
    const headers = new Headers(request.headers)
    if (token) headers.set('x-csrf-token', token)
    return { ...request, headers }
  },
})

interface WireError {
  readonly message: string
  readonly extensions?: Record<string, unknown>
}

function fromWire(error: WireError | undefined, headers: Headers, status: number): ApiError {
  const { code, requestId = headers.get('x-request-id') } = error?.extensions ?? {}
  return new ApiError(
    typeof code === 'string' ? code : 'UNEXPECTED',
    error?.message ?? `the API answered ${status}`,
    typeof requestId === 'string' ? requestId : null,
    status,
  )
}

const holdsSomething = (data: unknown) =>
  data !== null && typeof data === 'object' && Object.values(data).some((value) => value !== null)

/**
 * One GraphQL operation. A field the person may not see comes back null beside an error;
 * the rest of the answer is kept, and only an answer without anything in it is thrown.
 */
export async function request<R, V>(document: TadaDocumentNode<R, V>, variables: V): Promise<R> {
  try {
    const response = await client.rawRequest<R>(printable(document), variables as object)
    const error = response.errors?.[0] as WireError | undefined
    if (error && !holdsSomething(response.data)) {
      throw fromWire(error, response.headers, response.status)
    }
    return response.data
  } catch (error) {
    if (error instanceof ClientError) {
      const { errors, headers, status } = error.response
      throw fromWire(errors?.[0], headers, status)
    }
    throw toApiError(error)
  }
}

const printed = new WeakMap<object, string>()

function printable(document: DocumentNode): string {
  const known = printed.get(document)
  if (known) return known
  const text = print(document)
  printed.set(document, text)
  return text
}

/** The operation's own name, which names its cache entries too. */
export function operationName(document: DocumentNode): string {
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION)
  return operation?.kind === Kind.OPERATION_DEFINITION ? (operation.name?.value ?? '') : ''
}
