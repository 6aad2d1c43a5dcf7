import { Inject, Injectable, type ExecutionContext } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import type { GraphqlContext } from '@assize/platform/nest'
import type { GraphQLResolveInfo } from 'graphql'
import { AuditTrail } from './audit-trail.js'
import { findPrincipal, isGraphql } from './caller-context.js'

/** A page that asks again and again is told of once in this time; words it shows are told each time all the same. */
const againAfterMs = 60_000
const mostRemembered = 10_000

/** All that an auditor reads is logged, words or not (S5): which object, or which list. */
@Injectable()
export class AuditorReads {
  private told = new Map<string, number>()

  constructor(
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  note(host: ExecutionContext): void {
    if (!isGraphql(host)) return
    const [, args, context, info] =
      host.getArgs<
        [unknown, Readonly<Record<string, unknown>>, GraphqlContext, GraphQLResolveInfo]
      >()
    const principal = findPrincipal(context)
    if (info.parentType.name !== 'Query' || !principal?.roles.includes('auditor')) return
    const field = kebab(info.fieldName)
    const id = args['id'] ?? args['name'] ?? args['policy']
    const target = typeof id === 'string' ? { type: field, id } : { type: 'list', id: field }
    if (this.isNews([principal.id, target.type, target.id].join('\n')))
      this.trail.viewed(principal, context.requestId, target)
  }

  private isNews(read: string): boolean {
    const now = this.clock.now().getTime()
    const last = this.told.get(read)
    if (last !== undefined && now - last < againAfterMs) return false
    if (this.told.size >= mostRemembered) this.told = new Map()
    this.told.set(read, now)
    return true
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
