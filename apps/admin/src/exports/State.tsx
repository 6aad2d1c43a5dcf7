import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import { Progress } from '../parts/Progress.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { CANCEL_EXPORT, type ExportRow } from './documents.js'

function Running({ row }: { row: ExportRow }) {
  const client = useQueryClient()
  const cancel = useAct(CANCEL_EXPORT, (result) => result.cancelExport)
  const [done, total] = [Number(row.done), Number(row.total ?? 0)]
  const callOff = () =>
    cancel.mutate(
      { id: row.id },
      {
        onSuccess: () => void client.invalidateQueries({ queryKey: ['ExportJobs'] }),
        onError: ({ message }) => say(message),
      },
    )
  return (
    <span className="export-running">
      <Progress label={`making ${row.fileName}`} done={done} total={total} />
      <span className="dim">
        {done.toLocaleString('en')}
        {total > 0 && ` of about ${total.toLocaleString('en')}`}
      </span>
      <Button kind="quiet" onClick={callOff} disabled={cancel.isPending}>
        Cancel
      </Button>
    </span>
  )
}

const Manifest = ({ row }: { row: ExportRow }) =>
  row.manifestUrl && (
    <a href={row.manifestUrl} download>
      manifest
    </a>
  )

/** What became of a job, and what can be done with it. */
export function State({ row }: { row: ExportRow }) {
  switch (row.state) {
    case 'RUNNING':
      return <Running row={row} />
    case 'DONE':
      return (
        <span className="row export-done">
          <a href={row.url ?? ''} download className="withicon">
            <Icon name="down" /> Download
          </a>
          <Manifest row={row} />
          {row.expiresAt && (
            <span className="dim">
              until <Time at={row.expiresAt} as="date" />
            </span>
          )}
        </span>
      )
    case 'FAILED':
      return <span className="export-bad">failed: {row.failure}</span>
    case 'WITHDRAWN':
      return (
        <span className="export-bad">
          withdrawn: {row.withdrawn} <Manifest row={row} />
        </span>
      )
    case 'EXPIRED':
      return (
        <span className="dim">
          its time is over <Manifest row={row} />
        </span>
      )
    case 'CANCELLED':
      return <span className="dim">cancelled</span>
  }
}
