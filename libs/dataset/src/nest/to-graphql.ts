import { as } from '@assize/platform/nest'
import type { Dataset } from '../dataset.js'
import { formatName } from './dataset-exports.service.js'
import { DatasetExportType, DatasetType } from './dataset.graphql.js'
import type { ListedExport } from './postgres-dataset-store.js'

export const toDatasetType = ({ builtBy, ...dataset }: Dataset): DatasetType =>
  as(DatasetType, { ...dataset, builtById: builtBy })

export const toExportType = (made: ListedExport): DatasetExportType =>
  as(DatasetExportType, {
    id: made.id,
    dataset: made.name,
    version: made.version,
    format: formatName(made.format),
    split: made.split,
    lines: made.lines,
    leftOut: made.leftOut,
    sizeBytes: made.sizeBytes,
    sha256: made.sha256,
    url: `/exports/${made.id}`,
    recordedAt: made.recordedAt,
  })
