import type { Principal, Session } from '../index.js'

/** Who is calling, and the session they came by, if they came by one. */
export interface Caller {
  readonly principal: Principal
  readonly session: Session | null
}
