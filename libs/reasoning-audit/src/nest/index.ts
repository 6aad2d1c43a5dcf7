export { ImportingModule } from './importing.module.js'
export { ReasoningAuditModule } from './reasoning-audit.module.js'
