import type { Row } from '@assize/platform'
import type { Dataset, DatasetExport, GoldItem } from '../dataset.js'

/** Columns of `record_dataset d`, named as the fields of a data set. */
export const datasetColumns = `d.id, d.name, d.version, d.purpose, d.selection, d.seed, d.items,
  d.digest, d.simulated, d.built_by AS "builtBy", d.recorded_at AS "recordedAt"`

/** Columns of `record_dataset_item i`, named as the fields of an item. */
export const itemColumns = `i.position, i.content_item_id AS "contentItemId",
  i.verdict_id AS "verdictId", i.decision_id AS "decisionId", i.policy,
  i.policy_commit AS "policyCommit", i.label, i.outcome, i.rules, i.kind, i.split, i.simulated,
  i.item_digest AS "itemDigest"`

/** Columns of `record_dataset_export e`, named as the fields of an export. */
export const exportColumns = `e.id, e.dataset_id AS "datasetId", e.format, e.split, e.lines,
  e.size_bytes AS "sizeBytes", e.sha256, e.exported_by AS "exportedBy",
  e.recorded_at AS "recordedAt"`

export const datasetRow = (dataset: Dataset): Row => ({
  id: dataset.id,
  name: dataset.name,
  version: dataset.version,
  purpose: dataset.purpose,
  selection: dataset.selection,
  seed: dataset.seed,
  items: dataset.items,
  digest: dataset.digest,
  simulated: dataset.simulated,
  built_by: dataset.builtBy,
  recorded_at: dataset.recordedAt,
})

export const itemRow = (datasetId: string, item: GoldItem): Row => ({
  dataset_id: datasetId,
  position: item.position,
  content_item_id: item.contentItemId,
  verdict_id: item.verdictId,
  decision_id: item.decisionId,
  policy: item.policy,
  policy_commit: item.policyCommit,
  label: item.label,
  outcome: item.outcome,
  rules: item.rules,
  kind: item.kind,
  split: item.split,
  simulated: item.simulated,
  item_digest: item.itemDigest,
})

export const exportRow = (made: DatasetExport): Row => ({
  id: made.id,
  dataset_id: made.datasetId,
  format: made.format,
  split: made.split,
  lines: made.lines,
  size_bytes: made.sizeBytes,
  sha256: made.sha256,
  exported_by: made.exportedBy,
  recorded_at: made.recordedAt,
})
