export { LogPage } from './LogPage.js'
