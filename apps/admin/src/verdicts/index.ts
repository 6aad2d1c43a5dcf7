export { VerdictList } from './VerdictList.js'
export { VerdictShow } from './VerdictShow.js'
