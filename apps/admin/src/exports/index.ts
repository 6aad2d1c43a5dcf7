export { ExportsPage } from './ExportsPage.js'
