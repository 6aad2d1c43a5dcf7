export { BranchesPage } from './BranchesPage.js'
