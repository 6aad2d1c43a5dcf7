import { CloudEvent } from 'cloudevents'
import type { AuditEvent } from '../audit-event.js'

/** Ids, closed words and digests: no attribute and no member of the data is anybody's text. */
interface AuditData {
  readonly actor: { readonly kind: string; readonly id: string | null; readonly roles: string[] }
  readonly action: string
  readonly target: { readonly type: string; readonly id?: string; readonly ids?: string[] }
  readonly outcome: string
  readonly code?: string
  readonly reason?: string
  readonly before?: string
  readonly after?: string
  readonly requestId?: string
}

/**
 * One event in the structured mode of CloudEvents 1.0. `source` and `id` together name it for ever.
 * Source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md.
 */
export function toCloudEvent(event: AuditEvent, source: string): CloudEvent<AuditData> {
  const { actor, action, target, targetIds } = event
  return new CloudEvent<AuditData>({
    ...{ id: event.id, source, type: `io.assize.${action}` },
    ...(target.id === null ? {} : { subject: `${target.type}:${target.id}` }),
    time: event.recordedAt.toISOString(),
    datacontenttype: 'application/json',
    data: {
      actor: { kind: actor.kind, id: actor.id, roles: rolesIn(actor.role) },
      action,
      target: {
        type: target.type,
        ...(target.id === null ? {} : { id: target.id }),
        ...(targetIds ? { ids: [...targetIds] } : {}),
      },
      outcome: event.outcome,
      ...present({ code: event.code, reason: event.reason, requestId: actor.requestId }),
      ...present({ before: hex(event.before), after: hex(event.after) }),
    },
  })
}

export const rolesIn = (text: string | null | undefined): string[] => (text ? text.split(',') : [])

export const hex = (digest: Uint8Array | null): string | null =>
  digest && Buffer.from(digest).toString('hex')

const present = (fields: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null))
