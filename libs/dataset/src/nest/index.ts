export { DatasetExports, type ExportRequest, type ServedExport } from './dataset-exports.service.js'
export { DatasetModule } from './dataset.module.js'
export { DatasetService, type BuildRequest } from './dataset.service.js'
export { DatasetErasingModule } from './dataset-erasing.module.js'
