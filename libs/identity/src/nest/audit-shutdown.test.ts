import 'reflect-metadata'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { IdSource } from '@assize/kernel'
import { Config, Database } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { NestFactory } from '@nestjs/core'
import { AuditTrail } from './audit-trail.js'
import { IdentityModule } from './identity.module.js'

let fresh: FreshDatabase
let directory: string
let config: Config
beforeAll(async () => {
  fresh = await freshDatabase()
  directory = mkdtempSync(join(tmpdir(), 'assize-trail-'))
  const secrets = join(directory, 'secrets.json')
  writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64) }))
  config = Config.read({ DATABASE_URL: fresh.url, ASSIZE_SECRETS_FILE: secrets })
})
afterAll(async () => {
  rmSync(directory, { recursive: true })
  await fresh.close()
})

test('an application that is told to stop writes its last views before it leaves the database', async () => {
  const root = { module: class {}, imports: [PlatformModule.forRoot(config), IdentityModule] }
  const app = await NestFactory.createApplicationContext(root, { logger: false })
  const id = app.get(IdSource, { strict: false }).next()
  const ada = { kind: 'person', id, name: 'Ada', roles: [], scopes: null } as const
  const trail = app.get(AuditTrail, { strict: false })
  trail.viewed(ada, 'last-request', { type: 'verdict', id: 'v1' }, 'trace')
  await app.close()
  const database = new Database({ url: fresh.url, maxConnections: 1 })
  const told = await database.query('SELECT action, target_id FROM record_audit_event')
  await database.close()
  expect(told).toEqual([{ action: 'trace.viewed', target_id: 'v1' }])
})
