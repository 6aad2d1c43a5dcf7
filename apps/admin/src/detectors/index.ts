export { DetectorsPage } from './DetectorsPage.js'
