export { CustodyModule } from './custody.module.js'
export { ErasureSteps } from './erasure-steps.js'
