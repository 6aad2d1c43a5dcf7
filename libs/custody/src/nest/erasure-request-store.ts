import { Inject, Injectable } from '@nestjs/common'
import { isUuid } from '@assize/kernel'
import {
  Database,
  idOfCursor,
  insertRows,
  toPage,
  type Page,
  type PageRequest,
  type Sql,
} from '@assize/platform'
import { CustodyError } from '../custody-error.js'
import type { ErasureRequest, RefusalGround } from '../erasure.js'
import {
  requestColumns,
  requestRow,
  toRequest,
  type NewRequest,
  type RequestRow,
} from './erasure-rows.js'

/** How a request was decided: to be carried out, or refused on a ground. */
export interface RequestDecision {
  readonly state: 'executing' | 'refused'
  readonly decidedBy: string
  readonly decidedAt: Date
  readonly refusalGround: RefusalGround | null
}

/** Requests for erasure, until they are done and after. */
@Injectable()
export class ErasureRequestStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  async add(tx: Sql, request: NewRequest): Promise<void> {
    await insertRows(tx, 'erasure_request', [requestRow(request)])
  }

  /** Throws `REQUEST_UNKNOWN`. */
  async get(sql: Sql, id: string): Promise<ErasureRequest> {
    const [row] = isUuid(id)
      ? await sql.query<RequestRow>(`SELECT ${requestColumns} FROM erasure_request WHERE id = $1`, [
          id,
        ])
      : []
    if (row) return toRequest(row)
    throw new CustodyError('REQUEST_UNKNOWN', 'expected a request for erasure, saw none of that id')
  }

  find(id: string): Promise<ErasureRequest> {
    return this.get(this.database, id)
  }

  /** Answers whether it was still open: of two people who decide at once, one does. */
  async decide(tx: Sql, id: string, decision: RequestDecision): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE erasure_request SET state = $2, decided_by = $3, decided_at = $4, refusal_ground = $5,
         finished_at = CASE WHEN $2 = 'refused' THEN $4::timestamptz END
       WHERE id = $1 AND state = 'open' RETURNING 1`,
      [id, decision.state, decision.decidedBy, decision.decidedAt, decision.refusalGround],
    )
    return rows.length > 0
  }

  async page(request: PageRequest): Promise<Page<ErasureRequest>> {
    const forward = request.direction === 'forward'
    const rows = await this.database.query<RequestRow>(
      `SELECT ${requestColumns} FROM erasure_request
       WHERE $1::uuid IS NULL OR id ${forward ? '<' : '>'} $1::uuid
       ORDER BY id ${forward ? 'DESC' : 'ASC'} LIMIT ${request.limit + 1}`,
      [idOfCursor(request)],
    )
    return toPage(rows.map(toRequest), request)
  }
}
