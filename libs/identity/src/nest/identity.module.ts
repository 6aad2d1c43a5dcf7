import { Module } from '@nestjs/common'
import { APP_GUARD } from '@nestjs/core'
import { KeyStore, PasswordHasher, PeopleStore, SessionStore } from '../index.js'
import { ApiKeyService } from './api-key.service.js'
import { Argon2PasswordHasher } from './argon2-password-hasher.js'
import { AuditTrail } from './audit-trail.js'
import { AuthController } from './auth.controller.js'
import { Authenticator } from './authenticator.js'
import { IdentityResolver } from './identity.resolver.js'
import { IdentityService } from './identity.service.js'
import { LoginService } from './login.service.js'
import { PeopleLoaders } from './people-loaders.js'
import { PermitGuard } from './permit.guard.js'
import { PrismaKeyStore } from './prisma-key-store.js'
import { PrismaPeopleStore } from './prisma-people-store.js'
import { PrismaSessionStore } from './prisma-session-store.js'

/** Who may call, and what; its guard stands before every resolver of the application that imports it. */
@Module({
  controllers: [AuthController],
  providers: [
    { provide: PeopleStore, useClass: PrismaPeopleStore },
    { provide: SessionStore, useClass: PrismaSessionStore },
    { provide: KeyStore, useClass: PrismaKeyStore },
    { provide: PasswordHasher, useClass: Argon2PasswordHasher },
    { provide: APP_GUARD, useClass: PermitGuard },
    AuditTrail,
    IdentityService,
    LoginService,
    ApiKeyService,
    Authenticator,
    PeopleLoaders,
    IdentityResolver,
  ],
  exports: [AuditTrail, IdentityService, LoginService, ApiKeyService, Authenticator, PeopleLoaders],
})
export class IdentityModule {}
