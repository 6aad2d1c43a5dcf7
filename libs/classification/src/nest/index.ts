export { ClassificationModule } from './classification.module.js'
export { ClassificationService, type AskedItem } from './classification.service.js'
export { JudgingModule } from './judging.module.js'
export { DeadlineStep, PassedDeadlines, type PassedDeadline } from './passed-deadlines.js'
