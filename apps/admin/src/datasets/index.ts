export { DatasetList } from './DatasetList.js'
export { DatasetShow } from './DatasetShow.js'
