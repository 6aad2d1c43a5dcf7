export { ChangeList } from './ChangeList.js'
export { ChangeShow } from './ChangeShow.js'
