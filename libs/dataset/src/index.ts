export {
  assembleDataset,
  datasetDigest,
  type Assembly,
  type AssemblyPlan,
  type Candidate,
} from './assemble-dataset.js'
export { chatLine, type ItemWords } from './chat-line.js'
export { DatasetError } from './dataset-error.js'
export { datasetBuilt, datasetExported, exportDownloaded } from './dataset-events.js'
export {
  exportFormats,
  itemKinds,
  type CompositionPart,
  type Dataset,
  type DatasetExport,
  type ExportFormat,
  type GoldItem,
  type ItemKind,
  type LeftOut,
  type RecordedSelection,
  type Selection,
} from './dataset.js'
export {
  parseDatasetName,
  parsePurpose,
  parseSeed,
  parseSelection,
  type SelectionInput,
} from './parse-selection.js'
export {
  assignSplit,
  parseShares,
  parseSplit,
  splits,
  usualShares,
  type Shares,
  type Split,
} from './split.js'
