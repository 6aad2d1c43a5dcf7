export { AppealAccess } from './appeal-access.js'
export { AppealModule } from './appeal.module.js'
export {
  AppealService,
  type Actor,
  type Answered,
  type AnswerRequest,
  type LodgeRequest,
} from './appeal.service.js'
export { PostgresAppealStore } from './postgres-appeal-store.js'
export { AppealErasingModule } from './appeal-erasing.module.js'
