import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core'
import { KeyStore, PasswordHasher, PeopleStore, SessionStore } from '../index.js'
import { ApiKeyService } from './api-key.service.js'
import { Argon2PasswordHasher } from './argon2-password-hasher.js'
import { AuditController } from './audit.controller.js'
import { AuditExport } from './audit-export.service.js'
import { AuditInterceptor } from './audit.interceptor.js'
import { AuditList } from './audit-list.js'
import { AuditResolver } from './audit.resolver.js'
import { AuditSnapshots } from './audit-snapshots.js'
import { AuditTrail } from './audit-trail.js'
import { AuditedActs } from './audited-acts.js'
import { AuditorReads } from './auditor-reads.js'
import { AuthController } from './auth.controller.js'
import { Authenticator } from './authenticator.js'
import { IdentityResolver } from './identity.resolver.js'
import { IdentityService } from './identity.service.js'
import { LoginService } from './login.service.js'
import { PeopleLoaders } from './people-loaders.js'
import { PermitGuard } from './permit.guard.js'
import { PrismaKeyStore } from './prisma-key-store.js'
import { PrismaPeopleStore } from './prisma-people-store.js'
import { rolesHeldBy } from './role-sql.js'
import { PrismaSessionStore } from './prisma-session-store.js'

/** Who may call, and what; its guard stands before every resolver of the application that imports it. */
@Module({
  controllers: [AuthController, AuditController],
  providers: [
    { provide: PeopleStore, useClass: PrismaPeopleStore },
    { provide: SessionStore, useClass: PrismaSessionStore },
    { provide: KeyStore, useClass: PrismaKeyStore },
    { provide: PasswordHasher, useClass: Argon2PasswordHasher },
    { provide: APP_GUARD, useClass: PermitGuard },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
    AuditTrail,
    AuditSnapshots,
    AuditedActs,
    AuditList,
    AuditExport,
    AuditResolver,
    AuditorReads,
    IdentityService,
    LoginService,
    ApiKeyService,
    Authenticator,
    PeopleLoaders,
    IdentityResolver,
  ],
  exports: [
    AuditTrail,
    AuditSnapshots,
    AuditList,
    IdentityService,
    LoginService,
    ApiKeyService,
    Authenticator,
    PeopleLoaders,
  ],
})
export class IdentityModule implements OnModuleInit {
  constructor(@Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots) {}

  /** What the audit trail takes for their state: nothing secret. */
  onModuleInit(): void {
    this.snapshots.table('api-key', { table: 'api_key', without: ['hash', 'last_used_at'] })
    this.snapshots.register('person', {
      sql: `SELECT p.id::text AS id,
          to_jsonb(p) - 'password_hash' || jsonb_build_object('roles', ${rolesHeldBy('p.id')}) AS state
        FROM person p WHERE p.id = ANY($1::uuid[])`,
      uuids: true,
    })
  }
}
