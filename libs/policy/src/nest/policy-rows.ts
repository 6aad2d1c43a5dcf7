import type { Row } from '@assize/platform'
import type { Publication, VersionEntry } from '../index.js'

/** Columns of `record_policy_version`, named as the fields of an entry. */
export const entryColumns = `id, policy, "commit", parent, blob, blob_sha256 AS "blobSha256",
  bundle_sha256 AS "bundleSha256", sequence, title, manifest, author, authors, message, origin,
  committed_at AS "committedAt", recorded_at AS "recordedAt"`

/** Columns of `record_publication`, named as the fields of a publication. */
export const publicationColumns = `id, policy, "commit", kind, note, published_by AS "publishedBy",
  published_at AS "publishedAt", emergency`

export const entryRow = (entry: VersionEntry): Row => ({
  id: entry.id,
  policy: entry.policy,
  commit: entry.commit,
  parent: entry.parent,
  blob: entry.blob,
  blob_sha256: entry.blobSha256,
  bundle_sha256: entry.bundleSha256,
  sequence: entry.sequence,
  title: entry.title,
  manifest: entry.manifest,
  author: entry.author,
  authors: entry.authors,
  message: entry.message,
  origin: entry.origin,
  committed_at: entry.committedAt,
  recorded_at: entry.recordedAt,
})

export const publicationRow = (publication: Publication): Row => ({
  id: publication.id,
  policy: publication.policy,
  commit: publication.commit,
  kind: publication.kind,
  note: publication.note,
  published_by: publication.publishedBy,
  published_at: publication.publishedAt,
  emergency: publication.emergency ?? null,
})
