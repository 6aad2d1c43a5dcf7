export { DisclosureError } from './disclosure-error.js'
export { exportFormats, mediaTypeOf, type ExportFormat } from './export-format.js'
export {
  exportKinds,
  exportLimits,
  exportStates,
  manifestName,
  wordKinds,
  type ExportJob,
  type ExportKind,
  type ExportState,
  type JobInHand,
  type MadeFile,
  type WordKind,
} from './export-job.js'
