import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common'
import { defer, lastValueFrom, type Observable } from 'rxjs'
import { AuditedActs } from './audited-acts.js'
import { auditedActOf } from './audited.decorator.js'
import { AuditorReads } from './auditor-reads.js'

/**
 * Stands around every mutation, query and route. What it tells comes right after the act, whose own record stands in
 * the act's transaction: a process that dies between the two loses the digests and the request, not the fact.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    @Inject(AuditedActs) private readonly acts: AuditedActs,
    @Inject(AuditorReads) private readonly reads: AuditorReads,
  ) {}

  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (auditedActOf(host)) return defer(() => this.told(host, next))
    this.reads.note(host)
    return next.handle()
  }

  private async told(host: ExecutionContext, next: CallHandler): Promise<unknown> {
    const begun = await this.acts.begin(host)
    if (!begun) return lastValueFrom(next.handle())
    let answer: unknown
    try {
      answer = await lastValueFrom(next.handle(), { defaultValue: undefined })
    } catch (error) {
      await this.acts.ended(begun, error)
      throw error
    }
    await this.acts.done(begun, answer)
    return answer
  }
}
