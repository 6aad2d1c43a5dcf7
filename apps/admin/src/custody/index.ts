export { CustodyPage } from './CustodyPage.js'
