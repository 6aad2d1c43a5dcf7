import type { Person } from './people-store.js'
import type { Session } from './session.js'

export abstract class SessionStore {
  abstract open(session: Session): Promise<void>
  abstract find(id: string): Promise<{ readonly session: Session; readonly person: Person } | null>
  abstract note(id: string, seenAt: Date): Promise<void>
  abstract end(id: string): Promise<void>
  abstract dropEndedBefore(instant: Date): Promise<void>
}
