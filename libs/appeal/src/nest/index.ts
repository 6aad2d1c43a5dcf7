export { AppealModule } from './appeal.module.js'
export {
  AppealService,
  type Actor,
  type Answered,
  type AnswerRequest,
  type LodgeRequest,
} from './appeal.service.js'
