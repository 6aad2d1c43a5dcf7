export { RiskPage } from './RiskPage.js'
