export { SampleList } from './SampleList.js'
export { SampleShow } from './SampleShow.js'
