export { CasePage } from './CasePage.js'
export { RunPage } from './RunPage.js'
export { TestsTab } from './TestsTab.js'
