import { Inject, Injectable, type ExecutionContext } from '@nestjs/common'
import type { GraphqlContext } from '@assize/platform/nest'
import type { GraphQLResolveInfo } from 'graphql'
import { AuditTrail } from './audit-trail.js'
import { findPrincipal, isGraphql } from './caller-context.js'

/** All that an auditor reads is logged, words or not (S5): which object, or which list. */
@Injectable()
export class AuditorReads {
  constructor(@Inject(AuditTrail) private readonly trail: AuditTrail) {}

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
    if (typeof id === 'string') this.trail.viewed(principal, context.requestId, { type: field, id })
    else this.trail.viewed(principal, context.requestId, { type: 'list', id: field })
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
