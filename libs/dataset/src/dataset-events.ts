import type { DomainEvent } from '@assize/events'
import type { Dataset, DatasetExport } from './dataset.js'

export const datasetBuilt = (dataset: Dataset): DomainEvent => ({
  type: 'dataset.built',
  subject: dataset.id,
  payload: { name: dataset.name, version: dataset.version, items: dataset.items },
})

export const datasetExported = (made: DatasetExport): DomainEvent => ({
  type: 'export.created',
  subject: made.id,
  payload: { datasetId: made.datasetId, by: made.exportedBy, sha256: made.sha256 },
})

export const exportDownloaded = (made: DatasetExport, by: string): DomainEvent => ({
  type: 'export.downloaded',
  subject: made.id,
  payload: { datasetId: made.datasetId, by },
})
