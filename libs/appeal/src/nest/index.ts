export { AppealModule } from './appeal.module.js'
