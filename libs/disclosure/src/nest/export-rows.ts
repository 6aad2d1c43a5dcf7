import type { JobInHand } from '../export-job.js'

/** A row of `export_job` as the driver reads it. */
export interface JobRow extends Omit<
  JobInHand,
  'requester' | 'done' | 'total' | 'rows' | 'sizeBytes'
> {
  readonly requestedBy: string
  readonly requesterKind: 'person' | 'service'
  readonly scopes: readonly string[] | null
  readonly done: string
  readonly total: string | null
  readonly rows: string | null
  readonly sizeBytes: string | null
}

export const jobColumns = `id, kind, state, params, words, requested_by AS "requestedBy",
  requester_kind AS "requesterKind", scopes, done, total, position, turn, attempts,
  file_name AS "fileName", rows, size_bytes AS "sizeBytes", sha256, failure, withdrawn,
  cut_at AS "cutAt", created_at AS "createdAt", finished_at AS "finishedAt",
  expires_at AS "expiresAt"`

export function toJob(row: JobRow): JobInHand {
  const { requestedBy, requesterKind, scopes, ...rest } = row
  return {
    ...rest,
    requester: { kind: requesterKind, id: requestedBy, scopes },
    done: BigInt(row.done),
    total: bigintOf(row.total),
    rows: bigintOf(row.rows),
    sizeBytes: bigintOf(row.sizeBytes),
  }
}

const bigintOf = (digits: string | null): bigint | null => (digits === null ? null : BigInt(digits))
