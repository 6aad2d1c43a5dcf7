export { RulingsPage } from './RulingsPage.js'
