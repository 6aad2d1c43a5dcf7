import type { DomainEvent } from './domain-event.js'

/** The thin form of an event for whoever is listening now: `[type, subject, payload]`. */
export type Notice = Pick<DomainEvent, 'type' | 'subject' | 'payload'>

/**
 * Packs events into as few notices as the limit allows, in order. `maxBytes` bounds the UTF-8 size of each; an event
 * that alone is larger travels without its payload, since the row is the truth and a notice only an address.
 */
export function packNotices(events: readonly DomainEvent[], maxBytes = 7900): readonly string[] {
  const packed: string[] = []
  let group: string[] = []
  let size = 2
  for (const event of events) {
    const full = JSON.stringify([event.type, event.subject, event.payload])
    const text =
      bytesOf(full) + 2 > maxBytes ? JSON.stringify([event.type, event.subject, {}]) : full
    if (group.length > 0 && size + bytesOf(text) + 1 > maxBytes) {
      packed.push(`[${group.join(',')}]`)
      group = []
      size = 2
    }
    group.push(text)
    size += bytesOf(text) + 1
  }
  if (group.length > 0) packed.push(`[${group.join(',')}]`)
  return packed
}

export function parseNotice(text: string): readonly Notice[] {
  const entries = JSON.parse(text) as readonly [string, string, Record<string, unknown>][]
  return entries.map(([type, subject, payload]) => ({ type, subject, payload }))
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length
