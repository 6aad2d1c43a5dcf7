export { QueueList } from './QueueList.js'
export { Workbench } from './Workbench.js'
