export { AnswerPage } from './AnswerPage.js'
export { MakeEvidence } from './MakeEvidence.js'
