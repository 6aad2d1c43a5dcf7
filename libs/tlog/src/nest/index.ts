export { TlogModule } from './tlog.module.js'
