import {
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  print,
  separateOperations,
  type DocumentNode,
  type OperationTypeNode,
} from 'graphql'
import { limits } from './limits.js'

/** One operation of a document, alone with the fragments it uses. */
export interface Operation {
  readonly kind: OperationTypeNode
  readonly source: string
  readonly document: DocumentNode
}

const remembered = 512
const known = new Map<string, Operation>()

/**
 * Throws a typed error unless `source` is a document with the operation named, or with only one. The engine below
 * compiles one operation a document and would answer a later request for its neighbour with the first, so that each
 * operation travels alone.
 */
export function selectOperation(source: unknown, operationName: unknown): Operation {
  if (typeof source !== 'string' || source.trim() === '')
    throw requestError('QUERY_MISSING', 'expected a JSON body with the text of a query')
  if (operationName != null && typeof operationName !== 'string')
    throw requestError('OPERATION_UNKNOWN', 'expected the name of an operation as text')
  if (source.length > limits.queryCharacters)
    throw requestError(
      'QUERY_TOO_LONG',
      `expected at most ${limits.queryCharacters} characters of query; values travel in variables`,
      { most: limits.queryCharacters, characters: source.length },
    )
  const key = `${operationName ?? ''}\n${source}`
  const operation = known.get(key) ?? select(source, operationName ?? undefined)
  known.delete(key)
  known.set(key, operation)
  for (const oldest of known.keys()) {
    if (known.size <= remembered) break
    known.delete(oldest)
  }
  return operation
}

function select(source: string, name: string | undefined): Operation {
  const document = parse(source, { maxTokens: limits.queryTokens, noLocation: false })
  const operation = getOperationAST(document, name)
  if (!operation)
    throw requestError('OPERATION_UNKNOWN', 'expected one operation, or the name of one of several')
  const several = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  if (several.length === 1) return { kind: operation.operation, source, document }
  const alone = separateOperations(document)[operation.name?.value ?? '']
  const text = print(alone ?? document)
  return { kind: operation.operation, source: text, document: parse(text) }
}

export const requestError = (
  code: string,
  message: string,
  facts: Readonly<Record<string, unknown>> = {},
): GraphQLError => new GraphQLError(message, { extensions: { code, facts } })
