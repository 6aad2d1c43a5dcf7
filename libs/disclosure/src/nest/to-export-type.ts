import { as } from '@assize/platform/nest'
import { manifestName, type ExportJob } from '../export-job.js'
import { ExportJobType } from './export.graphql.js'

type Shown = Omit<ExportJobType, 'requestedBy'>

export function toExportType(job: ExportJob): ExportJobType {
  const base = `/exports/${job.id}`
  const made = job.sha256 !== null
  const shown: Shown = {
    ...job,
    request: job.params,
    url: job.state === 'done' ? `${base}/${job.fileName}` : null,
    manifestUrl: made ? `${base}/${manifestName(job.fileName)}` : null,
    requestedById: job.requester.id,
  }
  return as(ExportJobType, shown as ExportJobType)
}
