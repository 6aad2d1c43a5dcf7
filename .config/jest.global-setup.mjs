import { beginTestRun } from '../libs/testing/dist/database/test-run.js'

export default beginTestRun
