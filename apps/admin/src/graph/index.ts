export { GraphTab } from './GraphTab.js'
