import { Inject, Injectable, Logger, type ExecutionContext } from '@nestjs/common'
import { isDomainError } from '@assize/kernel'
import { errorFields } from '@assize/platform'
import { Refusal, unfitRefusal, type GraphqlContext } from '@assize/platform/nest'
import { GraphQLError } from 'graphql'
import { actorOf, type Actor, type AuditNote } from '../audit-event.js'
import { AuditSnapshots } from './audit-snapshots.js'
import { AuditTrail } from './audit-trail.js'
import { auditedActOf, type AnyAct } from './audited.decorator.js'
import { findPrincipal, isGraphql, type IdentifiedRequest } from './caller-context.js'

/** One call of an audited mutation or route, from before it acts. */
export interface BegunAct {
  readonly act: AnyAct
  readonly actor: Actor
  readonly id: string | null
  readonly before: Uint8Array | null
}

/** Tells the trail of mutations and routes that carry `@Audited`. */
@Injectable()
export class AuditedActs {
  private readonly logger = new Logger('audit-trail')

  constructor(
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots,
  ) {}

  /** Nothing for calls that are not audited, and for callers nobody knows, whom the guard turned away. */
  async begin(host: ExecutionContext): Promise<BegunAct | null> {
    const begun = callOf(host)
    if (!begun || begun.act.only === 'refusals') return begun
    this.trail.requireRoom()
    return { ...begun, before: await this.snapshots.digest(begun.act.target, begun.id) }
  }

  async done(begun: BegunAct, answer: unknown): Promise<void> {
    if (answer instanceof Refusal)
      return this.tell(begun, { outcome: 'refused', code: answer.code })
    if (begun.act.only === 'refusals') return
    const { act, before } = begun
    const id = begun.id ?? act.made?.(answer) ?? null
    // Nothing came to be: nothing waited to be claimed.
    if (id === null && act.made) return
    const made = act.digest?.(answer)
    const after = made ? Buffer.from(made, 'hex') : await this.digestAfter(act.target, id)
    await this.tell({ ...begun, id }, { before, after })
  }

  /** What was done stands, also where its digest cannot be told any more. */
  private async digestAfter(type: string, id: string | null): Promise<Uint8Array | null> {
    try {
      return await this.snapshots.digest(type, id)
    } catch (error) {
      this.logger.error('an act is told without a digest of what it left', errorFields(error))
      return null
    }
  }

  /** By the guard, a rule or a fault: each keeps the name of the act, the state it left and the code. */
  async ended(begun: BegunAct, error: unknown): Promise<void> {
    const refusal = isDomainError(error)
      ? error.code
      : (unfitRefusal(error)?.code ?? ownCode(error))
    if (refusal) return this.tell(begun, { outcome: 'refused', code: refusal })
    await this.tell(begun, { outcome: 'failed', code: 'INTERNAL', before: begun.before })
  }

  /** What the guard refused never began. */
  async turnedAway(host: ExecutionContext, error: unknown): Promise<void> {
    const begun = callOf(host)
    if (begun) await this.ended(begun, error)
  }

  private tell(begun: BegunAct, note: Partial<AuditNote>): Promise<void> {
    const { action, target } = begun.act
    return this.trail.note(begun.actor, [
      { action, target: { type: target, id: begun.id }, ...note },
    ])
  }
}

function callOf(host: ExecutionContext): BegunAct | null {
  const act = auditedActOf(host)
  if (!act) return null
  const { actor, args } = isGraphql(host) ? graphqlCall(host) : httpCall(host)
  if (!actor) return null
  const id = act.of ? act.of(args) : args['id']
  return { act, actor, id: typeof id === 'string' ? id : null, before: null }
}

function graphqlCall(host: ExecutionContext) {
  const args = host.getArgByIndex<Readonly<Record<string, unknown>>>(1)
  const context = host.getArgByIndex<GraphqlContext>(2)
  const principal = findPrincipal(context)
  return { actor: principal && actorOf(principal, context.requestId), args }
}

function httpCall(host: ExecutionContext) {
  const request = host.switchToHttp().getRequest<IdentifiedRequest>()
  const args = request.params as Readonly<Record<string, unknown>>
  return { actor: request.caller ? actorOf(request.caller.principal, request.id) : null, args }
}

function ownCode(error: unknown): string | undefined {
  const code = error instanceof GraphQLError ? error.extensions['code'] : undefined
  return typeof code === 'string' ? code : undefined
}
