import { Database } from '@assize/platform'
import { Injectable } from '@nestjs/common'
import { SessionStore, type Role, type Session } from '../index.js'
import { toPerson } from './prisma-people-store.js'
import { rolesHeldBy } from './role-sql.js'

interface SessionRow {
  id: string
  person_id: string
  csrf_token: string
  created_at: Date
  expires_at: Date
  last_seen_at: Date
  email: string
  name: string
  person_created_at: Date
  disabled_at: Date | null
  roles: Role[]
}

@Injectable()
export class PrismaSessionStore extends SessionStore {
  constructor(private readonly database: Database) {
    super()
  }

  async open(session: Session): Promise<void> {
    await this.database.prisma.session.create({ data: session })
  }

  /** One round trip: every request of a person begins with it. */
  async find(id: string) {
    const [row] = await this.database.query<SessionRow>(
      `SELECT s.*, p.email, p.name, p.created_at AS person_created_at, p.disabled_at,
         ${rolesHeldBy('p.id')} AS roles
       FROM session s JOIN person p ON p.id = s.person_id WHERE s.id = $1`,
      [id],
    )
    if (!row) return null
    const person = toPerson({ ...row, id: row.person_id, created_at: row.person_created_at })
    const session = {
      id: row.id,
      personId: row.person_id,
      csrfToken: row.csrf_token,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      lastSeenAt: row.last_seen_at,
    }
    return { session, person }
  }

  async note(id: string, seenAt: Date): Promise<void> {
    await this.database.prisma.session.updateMany({
      where: { id, lastSeenAt: { lt: seenAt } },
      data: { lastSeenAt: seenAt },
    })
  }

  async end(id: string): Promise<void> {
    await this.database.prisma.session.deleteMany({ where: { id } })
  }

  async dropEndedBefore(instant: Date): Promise<void> {
    await this.database.prisma.session.deleteMany({ where: { expiresAt: { lt: instant } } })
  }
}
