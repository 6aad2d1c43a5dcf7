export { ImportingModule } from './importing.module.js'
export { PrismaFindingStore } from './prisma-finding-store.js'
export { ReasoningAuditModule } from './reasoning-audit.module.js'
export { FindingErasingModule } from './finding-erasing.module.js'
