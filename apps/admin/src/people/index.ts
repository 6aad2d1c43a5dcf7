export { PeoplePage } from './PeoplePage.js'
