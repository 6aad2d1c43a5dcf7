export {
  actorOf,
  auditOutcomes,
  stranger,
  systemActor,
  type Actor,
  type AuditEvent,
  type AuditNote,
  type AuditOutcome,
  type AuditTarget,
} from './audit-event.js'
export { type AuditFilter, type WantedTarget } from './audit-filter.js'
export {
  digestOfApiKey,
  expiryOf,
  isApiKeyForm,
  keyFault,
  mintApiKey,
  prefixOfApiKey,
  scopesFor,
  type ApiKey,
} from './api-key.js'
export { normalEmail, parseEmail, parseName, requireStrongPassword } from './credentials.js'
export { IdentityError } from './identity-error.js'
export {
  KeyStore,
  type KeyActor,
  type KeyEvent,
  type KeyOwner,
  type KeyReach,
  type OwnedKey,
} from './key-store.js'
export {
  loginLimits,
  LoginThrottle,
  type LoginAttempt,
  type LoginPermit,
} from './login-throttle.js'
export { PasswordHasher } from './password-hasher.js'
export {
  PeopleStore,
  type NewPerson,
  type Person,
  type RoleGrant,
  type ServiceAccount,
} from './people-store.js'
export {
  grantOfRole,
  isPermission,
  permissions,
  type Grant,
  type Permission,
} from './permission.js'
export { grantOf, permissionsOf, type Principal } from './principal.js'
export { isRole, roles, type Role } from './role.js'
export { requireSameOrigin } from './same-origin.js'
export { digestOfToken, newToken } from './secret-token.js'
export {
  appealConflict,
  conflictAmong,
  refuseOwnAppeal,
  refuseUnfitGrant,
  type AppealConflict,
  type AppealDuty,
  type RoleGrantRequest,
} from './separation-of-duty.js'
export { isAlive, isDueForNote, requireCsrf, sessionTerm, type Session } from './session.js'
export { SessionStore } from './session-store.js'
