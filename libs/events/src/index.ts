export type { DomainEvent } from './domain-event.js'
export { packNotices, parseNotice, type Notice } from './notice.js'
