export { ReasoningAuditModule } from './reasoning-audit.module.js'
