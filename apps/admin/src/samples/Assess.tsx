import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { say } from '../parts/toast.js'
import { ASSESS, type PaperRow } from './documents.js'

const marks = { AGREE: 'agree', DISAGREE: 'disagree', CANNOT_SAY: 'cannot say' } as const
type Mark = keyof typeof marks

/** What the auditor says of one verdict; it is kept as it is chosen. */
export function Assess(props: { sampleId: string; row: PaperRow; open: boolean }) {
  const { sampleId, row, open } = props
  // Both as last chosen here: the row read again comes later than the next thing said of it.
  const [mark, setMark] = useState(row.assessment)
  const [note, setNote] = useState(row.note ?? '')
  const client = useQueryClient()
  const assess = useAct(ASSESS, (result) => result.assessSampledVerdict)
  const keep = (assessment: Mark | null, words: string) =>
    assess.mutate(
      { input: { sampleId, position: row.position, assessment, note: words || null } },
      {
        onSuccess: () => void client.invalidateQueries({ queryKey: ['AuditSample'] }),
        onError: ({ message }) => {
          setMark(row.assessment)
          say(message)
        },
      },
    )
  if (!open)
    return (
      <>
        {row.assessment ? marks[row.assessment] : 'open'}
        {row.note && <span className="dim"> {row.note}</span>}
      </>
    )
  return (
    <span className="row assess">
      <select
        className="field"
        aria-label={`Assessment of row ${row.position}`}
        value={mark ?? ''}
        onChange={(event) => {
          const chosen = (event.target.value || null) as Mark | null
          setMark(chosen)
          keep(chosen, note)
        }}
      >
        <option value="">open</option>
        {Object.entries(marks).map(([mark, words]) => (
          <option key={mark} value={mark}>
            {words}
          </option>
        ))}
      </select>
      <input
        className="field"
        aria-label={`Note on row ${row.position}`}
        placeholder="note"
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.target.value)}
        onBlur={() => note !== (row.note ?? '') && keep(mark, note)}
      />
    </span>
  )
}
