import { Database, insertRows, type Sql } from '@assize/platform'
import { Injectable } from '@nestjs/common'
import {
  KeyStore,
  type ApiKey,
  type KeyEvent,
  type KeyReach,
  type OwnedKey,
  type Role,
} from '../index.js'
import { rolesHeldBy } from './role-sql.js'

interface KeyRow {
  id: string
  name: string
  prefix: string
  scopes: string[]
  owner_kind: 'person' | 'service'
  owner_id: string
  created_at: Date
  expires_at: Date
  revoked_at: Date | null
  last_used_at: Date | null
  owner_name: string
  owner_disabled_at: Date | null
  roles: Role[]
}

const owned = `SELECT k.*, coalesce(p.name, a.name) AS owner_name,
    coalesce(p.disabled_at, a.disabled_at) AS owner_disabled_at, ${rolesHeldBy('k.owner_id')} AS roles
  FROM api_key k
  LEFT JOIN person p ON k.owner_kind = 'person' AND p.id = k.owner_id
  LEFT JOIN service_account a ON k.owner_kind = 'service' AND a.id = k.owner_id`

@Injectable()
export class PrismaKeyStore extends KeyStore {
  constructor(private readonly database: Database) {
    super()
  }

  async findByDigest(digest: string): Promise<OwnedKey | null> {
    const [row] = await this.database.query<KeyRow>(`${owned} WHERE k.hash = $1`, [digest])
    return row ? toOwnedKey(row) : null
  }

  async find(id: string): Promise<OwnedKey | null> {
    const [row] = await this.database.query<KeyRow>(`${owned} WHERE k.id = $1`, [id])
    return row ? toOwnedKey(row) : null
  }

  async list({ ownerId, ofServices }: KeyReach): Promise<readonly OwnedKey[]> {
    const rows = await this.database.query<KeyRow>(
      `${owned} WHERE k.owner_id = $1::uuid OR ($2 AND k.owner_kind = 'service') ORDER BY k.id DESC`,
      [ownerId, ofServices],
    )
    return rows.map(toOwnedKey)
  }

  add(key: ApiKey, digest: string, event: KeyEvent): Promise<boolean> {
    const row = {
      id: key.id,
      hash: digest,
      prefix: key.prefix,
      name: key.name,
      owner_kind: key.owner.kind,
      owner_id: key.owner.id,
      scopes: key.scopes,
      created_at: key.createdAt,
      expires_at: key.expiresAt,
    }
    return this.database.transaction(async (tx) => {
      if ((await insertRows(tx, 'api_key', [row], { onConflict: 'ignore' })) === 0) return false
      await insertEvent(tx, key.id, event)
      return true
    })
  }

  revoke(id: string, event: KeyEvent): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const changed = await tx.query(
        'UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
        [id, event.recordedAt],
      )
      if (changed.length === 0) return false
      await insertEvent(tx, id, event)
      return true
    })
  }

  async noteUse(id: string, usedAt: Date): Promise<void> {
    await this.database.prisma.apiKey.updateMany({ where: { id }, data: { lastUsedAt: usedAt } })
  }

  async noteFirstUse(id: string, usedAt: Date): Promise<boolean> {
    const unused = { id, lastUsedAt: null }
    const data = { lastUsedAt: usedAt }
    return (await this.database.prisma.apiKey.updateMany({ where: unused, data })).count > 0
  }
}

async function insertEvent(tx: Sql, keyId: string, event: KeyEvent): Promise<void> {
  await insertRows(tx, 'record_key_event', [
    {
      id: event.id,
      key_id: keyId,
      kind: event.kind,
      by_kind: event.by.kind,
      by_id: event.by.kind === 'system' ? null : event.by.id,
      recorded_at: event.recordedAt,
    },
  ])
}

function toOwnedKey(row: KeyRow): OwnedKey {
  return {
    key: {
      id: row.id,
      name: row.name,
      prefix: row.prefix,
      owner: { kind: row.owner_kind, id: row.owner_id },
      scopes: row.scopes,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
      lastUsedAt: row.last_used_at,
    },
    owner: {
      kind: row.owner_kind,
      id: row.owner_id,
      name: row.owner_name,
      roles: row.roles,
      disabledAt: row.owner_disabled_at,
    },
  }
}
