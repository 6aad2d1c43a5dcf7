import { Readable } from 'node:stream'
import { Controller, Get, Header, Query, Req, StreamableFile } from '@nestjs/common'
import { instantOf } from '@assize/platform/nest'
import type { FastifyRequest } from 'fastify'
import { auditOutcomes, type AuditOutcome } from '../audit-event.js'
import type { AuditFilter, WantedTarget } from '../audit-filter.js'
import { actorOf } from '../audit-event.js'
import { IdentityError } from '../identity-error.js'
import type { Principal } from '../principal.js'
import { AuditExport } from './audit-export.service.js'
import { Audited } from './audited.decorator.js'
import { CurrentPrincipal } from './caller-context.js'
import { Permit } from './permit.decorator.js'

/** The trail as a file; taking it out is an act on the trail like any other. */
@Controller('audit')
export class AuditController {
  constructor(private readonly exports: AuditExport) {}

  @Permit('evidence:export')
  @Audited({ action: 'trail.exported', target: 'audit-trail' })
  @Get('events.jsonl')
  @Header('cache-control', 'private, no-store')
  async events(
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<StreamableFile> {
    const bytes = await this.exports.open(parseFilter(query), actorOf(principal, request.id))
    return new StreamableFile(Readable.from(bytes, { objectMode: false }), {
      type: 'application/x-ndjson; charset=utf-8',
      disposition: 'attachment; filename="audit-events.jsonl"',
    })
  }
}

const parts = ['person', 'action', 'type', 'object', 'after', 'before', 'outcome']

/** `?person=…&action=case.&type=case&object=case:…&after=2026-05-01T00:00:00Z&before=…&outcome=refused`; objects may be several. */
function parseFilter(query: Readonly<Record<string, unknown>>): AuditFilter {
  const unknown = Object.keys(query).filter((part) => !parts.includes(part))
  if (unknown.length > 0) throw unfit(`expected no more than ${parts.join(', ')}`)
  const text = (part: string): string | null => {
    const value = query[part]
    if (value !== undefined && typeof value !== 'string') throw unfit(`${part}: expected it once`)
    return value || null
  }
  const outcome = text('outcome')
  if (outcome !== null && !isOutcome(outcome))
    throw unfit(`outcome: expected one of ${auditOutcomes.join(', ')}`)
  return {
    ...{ actorId: text('person'), action: text('action') },
    ...{ targetType: text('type'), targets: [query['object'] ?? []].flat().map(object) },
    ...{ recordedAfter: instant(text('after')), recordedBefore: instant(text('before')) },
    outcomes: outcome === null ? null : [outcome],
  }
}

function object(text: unknown): WantedTarget {
  const [, type, id] = (typeof text === 'string' && /^([a-z-]+):(.+)$/s.exec(text)) || []
  if (type && id) return { type, id }
  throw unfit('object: expected <type:id>')
}

function instant(text: string | null): Date | null {
  if (text === null) return null
  const at = instantOf(text)
  if (at) return at
  throw unfit('expected an instant such as 2026-05-01T00:00:00Z')
}

const isOutcome = (text: string): text is AuditOutcome =>
  (auditOutcomes as readonly string[]).includes(text)

const unfit = (message: string) => new IdentityError('FILTER_INVALID', message)
