export { PolicyCompare } from './PolicyCompare.js'
export { PolicyCreate, PolicyEdit } from './PolicyEdit.js'
export { PolicyList } from './PolicyList.js'
export { PolicyShow } from './PolicyShow.js'
