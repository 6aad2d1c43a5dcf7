export { EvaluatingModule } from './evaluating.module.js'
export { EvaluationErasingModule } from './evaluation-erasing.module.js'
export { EvaluationModule } from './evaluation.module.js'
export { TestRuns } from './test-runs.service.js'
