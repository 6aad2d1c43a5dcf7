export { DisclosureModule } from './disclosure.module.js'
