import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Copy } from '../parts/Copy.js'
import { Icon } from '../parts/Icon.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { counted } from '../words/words.js'
import { splitsOf } from './composition.js'
import { EXPORT, type WholeDataset } from './documents.js'

const kilobytes = (bytes: string | number) => `${(Number(bytes) / 1024).toFixed(1)} kB`

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
        <div className="tablewrap">
          <table>
            <thead>
              <tr>
                <th>Made</th>
                <th>Format</th>
                <th>Split</th>
                <th className="num">Lines</th>
                <th className="num">Size</th>
                <th>SHA-256</th>
                <th>File</th>
              </tr>
            </thead>
            <tbody>
              {dataset.exports.map((one) => (
                <tr key={one.id}>
                  <td>
                    <Time at={one.recordedAt} />
                  </td>
                  <td>{one.format.toLowerCase().replace('_', ' ')}</td>
                  <td>{one.split ?? 'all'}</td>
                  <td className="num">{one.lines.toLocaleString('en')}</td>
                  <td className="num">{kilobytes(one.sizeBytes)}</td>
                  <td className="mono" title={one.sha256}>
                    {one.sha256.slice(0, 12)} <Copy text={one.sha256} what="the SHA-256" />
                  </td>
                  <td>
                    <a href={one.url} download className="row">
                      <Icon name="down" /> Download
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
