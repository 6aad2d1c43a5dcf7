import { isUuid } from '@assize/kernel'
import { EvidenceError } from '../../evidence/evidence-error.js'
import type { EvidenceScope } from '../../evidence/evidence-package.js'
import { parseStoredFilter, toStoredFilter } from '../../stored-filter.js'

/** What a caller asks for: exactly one of the three, and a purpose. */
export interface EvidenceInput {
  readonly verdictId?: string | null
  readonly caseId?: string | null
  readonly filter?: object | null
  readonly purpose: string
  /** Of a checkpoint signed before: to make the same package again. */
  readonly checkpointSize?: bigint | null
}

export interface AskedEvidence {
  readonly scope: EvidenceScope
  /** As it is stored and told. */
  readonly stored: Readonly<Record<string, unknown>>
  readonly purpose: string
  readonly checkpointSize: bigint | null
}

const purposeCharacters = 500

/** What a job keeps of it. Throws `SCOPE_INVALID`, `PURPOSE_INVALID`. */
export function toParams(input: EvidenceInput): Record<string, unknown> {
  const { verdictId, caseId, filter, checkpointSize } = input
  const given = [verdictId, caseId, filter].filter((each) => each !== null && each !== undefined)
  if (given.length !== 1)
    throw new EvidenceError('SCOPE_INVALID', 'expected one of verdictId, caseId and filter')
  const id = verdictId ?? caseId
  if (id !== null && id !== undefined && !isUuid(id))
    throw new EvidenceError('SCOPE_INVALID', 'expected the id of a verdict or case')
  const purpose = input.purpose.trim()
  if (purpose === '' || purpose.length > purposeCharacters || /[\p{Cc}\p{Cs}]/u.test(purpose))
    throw new EvidenceError(
      'PURPOSE_INVALID',
      `expected a purpose of one line and at most ${purposeCharacters} characters`,
    )
  const scope = verdictId ? { verdictId } : caseId ? { caseId } : { filter: toStoredFilter(filter) }
  const size = checkpointSize?.toString()
  return { ...scope, purpose, ...(size === undefined ? {} : { checkpointSize: size }) }
}

export function askedBy(params: Readonly<Record<string, unknown>>): AskedEvidence {
  const { purpose, checkpointSize, ...stored } = params
  return {
    ...{ scope: scopeOf(stored), stored, purpose: String(purpose) },
    checkpointSize: typeof checkpointSize === 'string' ? BigInt(checkpointSize) : null,
  }
}

function scopeOf({ verdictId, caseId, filter }: Readonly<Record<string, unknown>>): EvidenceScope {
  if (typeof verdictId === 'string') return { kind: 'verdict', verdictId }
  if (typeof caseId === 'string') return { kind: 'case', caseId }
  return { kind: 'filter', filter: parseStoredFilter(filter) }
}
