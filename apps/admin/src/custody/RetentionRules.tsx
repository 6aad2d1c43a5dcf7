import { useState } from 'react'
import { MenuItem, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import type { Outcome } from '../api/schema-words.js'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Failed, Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { outcomes, toWords } from '../words/words.js'
import { PolicyField } from '../policies/PolicyField.js'
import { daysWords } from './custody-words.js'
import { REMOVE_RULE, RETENTION, SAVE_RULE, type RetentionRule } from './retention-documents.js'

function Remove({ rule }: { rule: RetentionRule }) {
  const client = useQueryClient()
  const remove = useAct(REMOVE_RULE, (result) => result.removeRetentionRule)
  const name = `${rule.policy ?? 'every policy'}, ${rule.outcome ? toWords(rule.outcome) : 'every outcome'}`
  return (
    <Button
      aria-label={`Remove the rule for ${name}`}
      disabled={remove.isPending}
      onClick={() =>
        remove.mutate(
          { id: rule.id },
          {
            onSuccess: () => {
              say('The rule no longer holds')
              void client.invalidateQueries({ queryKey: ['Retention'] })
            },
            onError: (error) => say(`Not removed: ${error.message}`),
          },
        )
      }
    >
      Remove
    </Button>
  )
}

const columns = (mayManage: boolean): Column<RetentionRule>[] => [
  { head: 'Policy', cell: ({ policy }) => policy ?? <span className="dim">every policy</span> },
  {
    head: 'Outcome',
    cell: ({ outcome }) =>
      outcome ? toWords(outcome) : <span className="dim">every outcome</span>,
  },
  { head: 'Words are kept', cell: ({ keepDays }) => daysWords(keepDays) },
  {
    head: 'Changed',
    cell: ({ updatedAt, updatedBy }) => (
      <>
        <Time at={updatedAt} /> by {updatedBy.name}
      </>
    ),
  },
  ...(mayManage
    ? [
        {
          head: 'Remove',
          quiet: true,
          num: true,
          cell: (rule: RetentionRule) => <Remove rule={rule} />,
        },
      ]
    : []),
]

function RuleForm({ least }: { least: number }) {
  const [policy, setPolicy] = useState('')
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [days, setDays] = useState('')
  const client = useQueryClient()
  const save = useAct(SAVE_RULE, (result) => result.saveRetentionRule)
  const keepDays = Number(days)
  const submit = () =>
    save.mutate(
      { input: { policy: policy || null, outcome: outcome || null, keepDays } },
      {
        onSuccess: () => {
          say('The rule holds from the next night on')
          setDays('')
          void client.invalidateQueries({ queryKey: ['Retention'] })
        },
      },
    )
  return (
    <form
      className="form ruleform"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="three">
        <PolicyField label="Policy" value={policy} onChange={setPolicy} />
        <TextField
          select
          label="Outcome"
          value={outcome}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          onChange={(event) => setOutcome(event.target.value as Outcome | '')}
        >
          <MenuItem value="">every outcome</MenuItem>
          {outcomes.map((each) => (
            <MenuItem key={each} value={each}>
              {toWords(each)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label="Days"
          type="number"
          value={days}
          helperText={`at least ${least}: an appeal may take six months to come`}
          onChange={(event) => setDays(event.target.value)}
        />
      </div>
      <Refused error={save.error} />
      <div className="actions">
        <Button
          type="submit"
          kind="primary"
          disabled={!Number.isInteger(keepDays) || keepDays < 1 || save.isPending}
        >
          Keep as long
        </Button>
      </div>
    </form>
  )
}

/** How long words are kept; the most particular rule counts, and the longest of an item's verdicts. */
export function RetentionRules() {
  const mayManage = usePermit()('retention:manage')
  const { data, error, refetch } = useGraph(RETENTION, {})
  const retention = data?.retention
  return (
    <section className="panel" aria-label="Retention">
      <div className="head">
        <h2>Retention</h2>
        {retention && (
          <span>
            words are kept {daysWords(retention.usualKeepDays)} where no rule says otherwise
          </span>
        )}
      </div>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={3} label="reading rules" />}
      {retention && retention.rules.length > 0 && (
        <RowTable
          label="Retention rules"
          rows={retention.rules}
          columns={columns(mayManage)}
          idOf={({ id }) => id}
        />
      )}
      {retention?.rules.length === 0 && (
        <p className="sub padded">
          No rule of your own yet. Of several that apply to one content item, the longest wins; what
          is held or still worked on stays.
        </p>
      )}
      {retention && mayManage && <RuleForm least={retention.leastKeepDays} />}
    </section>
  )
}
