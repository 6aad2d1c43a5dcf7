export { TrailPage } from './TrailPage.js'
