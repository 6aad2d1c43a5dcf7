export { FrontPage } from './FrontPage.js'
