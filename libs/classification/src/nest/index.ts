export { ClassificationModule } from './classification.module.js'
export { ClassificationService, type AskedItem } from './classification.service.js'
export { JudgingModule } from './judging.module.js'
