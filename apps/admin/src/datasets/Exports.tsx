import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Copy } from '../parts/Copy.js'
import { Icon } from '../parts/Icon.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { counted } from '../words/words.js'
import { splitsOf } from './composition.js'
import { EXPORT, type WholeDataset } from './documents.js'

const kilobytes = (bytes: string | number) => `${(Number(bytes) / 1024).toFixed(1)} kB`

const columns: readonly Column<WholeDataset['exports'][number]>[] = [
  { head: 'Made', cell: (one) => <Time at={one.recordedAt} /> },
  { head: 'Format', cell: (one) => (one.format === 'CHAT_JSONL' ? 'chat JSONL' : one.format) },
  { head: 'Split', cell: (one) => one.split ?? 'all' },
  { head: 'Lines', num: true, cell: (one) => one.lines.toLocaleString('en') },
  { head: 'Size', num: true, cell: (one) => kilobytes(one.sizeBytes) },
  {
    head: 'SHA-256',
    cell: ({ sha256 }) => (
      <>
        <span className="mono" title={sha256}>
          {sha256.slice(0, 12)}
        </span>{' '}
        <Copy text={sha256} what="the SHA-256" />
      </>
    ),
  },
  {
    head: 'File',
    cell: (one) => (
      <a href={one.url} download className="withicon">
        <Icon name="down" /> Download
      </a>
    ),
  },
]

/** Exports of a version: chat JSONL with lineage, each with its digest and a link. */
export function Exports({ dataset }: { dataset: WholeDataset }) {
  const mayExport = usePermit()('dataset:export')
  const [split, setSplit] = useState('')
  const client = useQueryClient()
  const make = useAct(EXPORT, (result) => result.exportDataset)
  const { name, version } = dataset
  const submit = () =>
    make.mutate(
      { input: { name, version, format: 'CHAT_JSONL', split: split || null } },
      {
        onSuccess: ({ lines }) => {
          say(`${counted(lines, 'line')} exported`)
          void client.invalidateQueries({ queryKey: ['Dataset'] })
        },
      },
    )
  return (
    <section className="panel" aria-label="Exports">
      <div className="head">
        <h2>Exports</h2>
        <span>chat JSONL, each line with its lineage</span>
        <span className="spacer" />
        {mayExport && (
          <>
            <label className="row">
              <span className="label">split</span>
              <select
                className="field"
                value={split}
                onChange={(event) => setSplit(event.target.value)}
              >
                <option value="">all</option>
                {splitsOf(dataset.composition).map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
            <Button kind="primary" onClick={submit} disabled={make.isPending}>
              {make.isPending ? 'Exporting' : 'Export'}
            </Button>
          </>
        )}
      </div>
      {make.isPending && <div className="progress" role="progressbar" aria-label="exporting" />}
      <Refused error={make.error} />
      {dataset.exports.length === 0 ? (
        <p className="in dim">nothing exported yet</p>
      ) : (
        <RowTable label="Exports" rows={dataset.exports} columns={columns} idOf={({ id }) => id} />
      )}
    </section>
  )
}
