export { CustodyModule } from './custody.module.js'
