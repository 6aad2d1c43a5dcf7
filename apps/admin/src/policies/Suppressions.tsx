import { useState } from 'react'
import { MenuItem, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import type { FindingType } from '../api/schema-words.js'
import { useAct } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { LIFT_SUPPRESSION } from '../reading/finding-documents.js'
import { SuppressFindings } from '../reading/SuppressFindings.js'
import { VisibleText } from '../reading/VisibleText.js'
import { toWords } from '../words/words.js'
import type { Suppression } from './finding-rule-documents.js'

function Lift({ row }: { row: Suppression }) {
  const client = useQueryClient()
  const lift = useAct(LIFT_SUPPRESSION, (result) => result.liftSuppression)
  return (
    <Button
      aria-label={`Lift the suppression of ${toWords(row.type)}`}
      disabled={lift.isPending}
      onClick={() =>
        lift.mutate(
          { id: row.id },
          {
            onSuccess: () => {
              say('It holds no longer')
              void client.invalidateQueries({ queryKey: ['FindingRules'] })
            },
            onError: (error) => say(`Not lifted: ${error.message}`),
          },
        )
      }
    >
      Lift
    </Button>
  )
}

function Ends({ row }: { row: Suppression }) {
  if (row.liftedAt)
    return (
      <>
        lifted <Time at={row.liftedAt} /> by {row.liftedBy?.name}
      </>
    )
  return row.until ? <Time at={row.until} /> : <span className="dim">until lifted</span>
}

const columns = (mayManage: boolean): Column<Suppression>[] => [
  {
    head: 'Finding',
    cell: ({ type, rule }) => (
      <>
        {toWords(type)} {rule && <span className="mono">{rule}</span>}
      </>
    ),
  },
  {
    ...{ head: 'Reason', className: 'roomy' },
    cell: ({ reason }) =>
      reason === null ? <span className="dim">gone</span> : <VisibleText text={reason} />,
  },
  {
    head: 'Since',
    cell: ({ recordedAt, by }) => (
      <>
        <Time at={recordedAt} /> by {by.name}
      </>
    ),
  },
  { head: 'Ends', cell: (row) => <Ends row={row} /> },
  ...(mayManage
    ? [
        {
          ...{ head: 'Lift', quiet: true, num: true },
          cell: (row: Suppression) => (row.inForce ? <Lift row={row} /> : null),
        },
      ]
    : []),
]

interface Props {
  readonly policy: string
  readonly rows: readonly Suppression[]
  readonly types: readonly { readonly type: FindingType }[]
}

/** What people keep from leading to anything in this policy, and why. */
export function Suppressions({ policy, rows, types }: Props) {
  const mayManage = usePermit()('finding:manage')
  const [type, setType] = useState<FindingType | ''>('')
  const [asking, setAsking] = useState(false)
  return (
    <section aria-labelledby="suppressions">
      <h2 id="suppressions" className="note-line">
        Suppressed findings
      </h2>
      {rows.length === 0 && (
        <p className="note-line sub">None. A suppressed finding still counts, and does nothing.</p>
      )}
      {rows.length > 0 && (
        <RowTable
          label="Suppressed findings"
          rows={rows}
          columns={columns(mayManage)}
          idOf={({ id }) => id}
          wraps
        />
      )}
      {mayManage && (
        <div className="form addrule">
          <TextField
            select
            label="Suppress"
            value={type}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            onChange={(event) => setType(event.target.value as FindingType)}
          >
            <MenuItem value="">choose a finding</MenuItem>
            {types.map((each) => (
              <MenuItem key={each.type} value={each.type}>
                {toWords(each.type)}
              </MenuItem>
            ))}
          </TextField>
          <Button disabled={!type} onClick={() => setAsking(true)}>
            Say why…
          </Button>
        </div>
      )}
      {asking && type && (
        <SuppressFindings policy={policy} type={type} onClose={() => setAsking(false)} />
      )}
    </section>
  )
}
