import { SetMetadata, type ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'

const auditedKey = Symbol('audited')

type Id = string | null | undefined

/** How a mutation, or a route that changes or hands out something, is told of on the audit trail. */
export interface AuditedAct<Arguments, Answer> {
  /** Dotted, in the past: `case.decided`. Refused and failed attempts carry the same name. */
  readonly action: string
  /** The type of the object, as `AuditSnapshots` knows it. */
  readonly target: string
  /** The object's id among the arguments of the mutation or the parameters of the route; `id` unless told. */
  readonly of?: (args: Arguments) => Id
  /** Of what came to be: its id in the answer. */
  readonly made?: (answer: Answer) => Id
  /** SHA-256, in hex, of the bytes the act made, where that says more than the object's state. */
  readonly digest?: (answer: Answer) => Id
  /** Where the record itself says who did it, at a rate the trail need not double: only what was refused is told. */
  readonly only?: 'refusals'
}

export type AnyAct = AuditedAct<Readonly<Record<string, unknown>>, unknown>

/** Puts every call on the audit trail: who, what, on which object, how it ended, and digests of before and after. */
export const Audited = <Arguments = { readonly id: string }, Answer = unknown>(
  act: AuditedAct<Arguments, Answer>,
) => SetMetadata(auditedKey, act)

const reflector = new Reflector()

export const auditedActOf = (host: ExecutionContext): AnyAct | undefined =>
  reflector.get<AnyAct | undefined>(auditedKey, host.getHandler())

/** For the test that no mutation goes without. */
export const findAuditedAct = (method: object): AnyAct | undefined =>
  Reflect.getMetadata(auditedKey, method) as AnyAct | undefined
