export { AppealList } from './AppealList.js'
export { AppealShow } from './AppealShow.js'
