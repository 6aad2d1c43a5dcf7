export { ProofPage } from './ProofPage.js'
export { ProofTab } from './ProofTab.js'
