export { CompareVerdicts } from './CompareVerdicts.js'
export { VerdictList } from './VerdictList.js'
export { VerdictShow } from './VerdictShow.js'
