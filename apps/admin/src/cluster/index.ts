export { ClusterPage } from './ClusterPage.js'
