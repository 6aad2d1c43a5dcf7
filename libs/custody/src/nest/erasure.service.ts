import { Inject, Injectable } from '@nestjs/common'
import { authorKeyOf } from '@assize/content'
import { Outbox } from '@assize/events/nest'
import { Clock, IdSource } from '@assize/kernel'
import { Config, Database } from '@assize/platform'
import { CustodyError } from '../custody-error.js'
import type {
  ErasureReason,
  ErasureRequest,
  ErasureScope,
  LegalBasis,
  RefusalGround,
} from '../erasure.js'
import { parseErasureScope, type ErasureScopeInput } from '../parse-erasure-scope.js'
import { erasureUnavailable } from './eraser-database.js'
import { heldBy } from './eraser.js'
import { ErasureReach, type ErasurePreview } from './erasure-reach.js'
import { ErasureRequestStore, type RequestDecision } from './erasure-request-store.js'

export interface AskedErasure {
  readonly scope: ErasureScopeInput
  readonly reason: ErasureReason
  readonly legalBasis: LegalBasis
}

/** Told when a request is approved: a worker that may erase takes it up. */
export const erasureApproved = 'erasure.approved'

/** Erasures are asked for by one person and carried out by another. */
@Injectable()
export class ErasureService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ErasureRequestStore) private readonly requests: ErasureRequestStore,
    @Inject(ErasureReach) private readonly reach: ErasureReach,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Config) private readonly config: Config,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  preview(input: ErasureScopeInput): Promise<ErasurePreview> {
    return this.reach.preview(this.scopeOf(input))
  }

  previewOf(request: ErasureRequest): Promise<ErasurePreview> {
    return this.reach.preview(request.scope)
  }

  /** Throws `SCOPE_EMPTY` where nothing of that scope has words. */
  async request(requestedBy: string, asked: AskedErasure): Promise<ErasureRequest> {
    if (asked.reason === 'retention' || asked.legalBasis === 'retention')
      throw new CustodyError('FIELD_INVALID', 'retention is no reason a person gives')
    const scope = this.scopeOf(asked.scope)
    const { items } = await this.reach.preview(scope)
    if (items === 0)
      throw new CustodyError(
        'SCOPE_EMPTY',
        'expected content items with words, saw none: nothing of the kind was submitted, or it is erased already',
      )
    const request = {
      id: this.ids.next(),
      scope,
      reason: asked.reason,
      legalBasis: asked.legalBasis,
      requestedBy,
      requestedAt: this.clock.now(),
    }
    await this.database.transaction((tx) => this.requests.add(tx, request))
    return this.requests.find(request.id)
  }

  /**
   * Approves a request; the work follows at once, in the process that may erase. Throws `SAME_PERSON` (S9),
   * `HOLD_IN_THE_WAY`, `ERASURE_UNAVAILABLE`.
   */
  async execute(person: string, id: string): Promise<ErasureRequest> {
    if (!this.config.canErase) throw erasureUnavailable()
    const request = await this.getOpen(person, id)
    const { holds } = await this.reach.preview(request.scope)
    const [hold] = holds
    if (hold) throw heldBy(hold)
    return this.decide(request, {
      state: 'executing',
      decidedBy: person,
      decidedAt: this.clock.now(),
      refusalGround: null,
    })
  }

  async refuse(person: string, id: string, ground: RefusalGround): Promise<ErasureRequest> {
    const request = await this.getOpen(person, id)
    return this.decide(request, {
      state: 'refused',
      decidedBy: person,
      decidedAt: this.clock.now(),
      refusalGround: ground,
    })
  }

  private async getOpen(person: string, id: string): Promise<ErasureRequest> {
    const request = await this.requests.find(id)
    if (request.state !== 'open')
      throw new CustodyError(
        'REQUEST_DECIDED',
        `expected an open request, saw one that is ${request.state}`,
      )
    if (request.requestedBy === person)
      throw new CustodyError(
        'SAME_PERSON',
        'expected another person to decide: nobody decides about an erasure they asked for',
      )
    return request
  }

  private async decide(
    request: ErasureRequest,
    decision: RequestDecision,
  ): Promise<ErasureRequest> {
    await this.database.transaction(async (tx) => {
      if (!(await this.requests.decide(tx, request.id, decision)))
        throw new CustodyError('REQUEST_DECIDED', 'expected an open request, saw a decided one')
      const type = decision.state === 'executing' ? erasureApproved : 'erasure.refused'
      await this.outbox.append(tx, [{ type, subject: request.id, payload: {} }])
    })
    return this.requests.find(request.id)
  }

  private scopeOf(input: ErasureScopeInput): ErasureScope {
    return parseErasureScope(input, (author) => authorKeyOf(author, this.config.contentHmacKey))
  }
}
