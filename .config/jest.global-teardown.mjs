import { endTestRun } from '../libs/testing/dist/database/test-run.js'

export default endTestRun
