import { useState } from 'react'
import { MenuItem, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import type { FindingConsequence, FindingSeverity, FindingType } from '../api/schema-words.js'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Failed, Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { toWords } from '../words/words.js'
import {
  FINDING_RULES,
  SET_FINDING_RULES,
  type FindingRule,
  type FindingRules as Rules,
} from './finding-rule-documents.js'
import { consequences, consequenceWords } from './finding-rule-words.js'
import { Suppressions } from './Suppressions.js'

const typeWords = (type: FindingType | null) => (type ? toWords(type) : 'any')
const ruleName = ({ type, severity, does }: FindingRule) =>
  `${severity ? toWords(severity) : 'any'} ${typeWords(type)} ${consequenceWords[does]}`

const columns = (remove: ((rule: FindingRule) => void) | null): Column<FindingRule>[] => [
  { head: 'Finding', cell: ({ type }) => typeWords(type) },
  { head: 'Severity', cell: ({ severity }) => (severity ? toWords(severity) : 'any') },
  { head: 'Confidence from', num: true, cell: ({ minConfidence }) => minConfidence.toFixed(2) },
  { head: 'What it does', cell: ({ does }) => consequenceWords[does] },
  ...(remove
    ? [
        {
          ...{ head: 'Remove', quiet: true, num: true },
          cell: (rule: FindingRule) => (
            <Button aria-label={`Remove: ${ruleName(rule)}`} onClick={() => remove(rule)}>
              Remove
            </Button>
          ),
        },
      ]
    : []),
]

function Choice<V extends string>(props: {
  label: string
  value: V | ''
  any?: string
  of: readonly V[]
  words: (value: V) => string
  set: (value: V | '') => void
}) {
  const { label, value, any, of, words, set } = props
  return (
    <TextField
      select
      label={label}
      value={value}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      onChange={(event) => set(event.target.value as V | '')}
    >
      {any && <MenuItem value="">{any}</MenuItem>}
      {of.map((each) => (
        <MenuItem key={each} value={each}>
          {words(each)}
        </MenuItem>
      ))}
    </TextField>
  )
}

function AddRule({ types, add }: { types: FindingType[]; add: (rule: FindingRule) => void }) {
  const [type, setType] = useState<FindingType | ''>('')
  const [severity, setSeverity] = useState<FindingSeverity | ''>('HARD')
  const [confidence, setConfidence] = useState('0.5')
  const [does, setDoes] = useState<FindingConsequence>('OPEN_CASE')
  const minConfidence = Number(confidence)
  const sound = confidence.trim() !== '' && minConfidence >= 0 && minConfidence <= 1
  return (
    <form
      className="form addrule"
      aria-label="Add a rule"
      onSubmit={(event) => {
        event.preventDefault()
        add({ type: type || null, severity: severity || null, minConfidence, does })
      }}
    >
      <Choice label="Finding" value={type} any="any" of={types} words={toWords} set={setType} />
      <Choice
        label="Severity"
        value={severity}
        any="any"
        of={['HARD', 'SOFT']}
        words={toWords}
        set={setSeverity}
      />
      <TextField
        label="Confidence from"
        value={confidence}
        error={!sound}
        slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        onChange={(event) => setConfidence(event.target.value)}
      />
      <Choice
        label="What it does"
        value={does}
        of={consequences}
        words={(each) => consequenceWords[each]}
        set={(value) => value && setDoes(value)}
      />
      <Button type="submit" icon="plus" disabled={!sound}>
        Add
      </Button>
    </form>
  )
}

function RuleTable({ set, types }: { set: Rules; types: FindingType[] }) {
  const mayManage = usePermit()('finding:manage')
  const [draft, setDraft] = useState<readonly FindingRule[] | null>(null)
  const client = useQueryClient()
  const save = useAct(SET_FINDING_RULES, (result) => result.setFindingRules)
  const rules = draft ?? set.rules
  const same = (a: FindingRule) => (b: FindingRule) => ruleName(a) === ruleName(b)
  const submit = () =>
    save.mutate(
      { input: { policy: set.policy, rules: [...rules], basedOn: set.id } },
      {
        onSuccess: () => {
          say('The rules hold from the next verdict on')
          setDraft(null)
          void client.invalidateQueries({ queryKey: ['FindingRules'] })
        },
      },
    )
  return (
    <>
      {rules.length > 0 ? (
        <RowTable
          label="What findings do"
          rows={rules}
          columns={columns(
            mayManage ? (rule) => setDraft(rules.filter((each) => !same(rule)(each))) : null,
          )}
          idOf={ruleName}
        />
      ) : (
        <p className="note-line sub">No rule: every finding only counts.</p>
      )}
      <p className="note-line sub">
        Rules that name a finding stand in place of those for any. What no rule matches only counts;
        an undetermined verdict opens a case whatever the rules say.
      </p>
      {mayManage && (
        <div className="ruleforms">
          <AddRule
            types={types}
            add={(rule) => setDraft([...rules.filter((each) => !same(rule)(each)), rule])}
          />
          <Refused error={save.error} />
          {draft && (
            <div className="actions">
              <Button onClick={() => setDraft(null)}>Leave as it was</Button>
              <Button kind="primary" disabled={save.isPending} onClick={submit}>
                Set these rules
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  )
}

/** What findings of a policy lead to, and what is kept from leading to anything. */
export function FindingRules({ policy }: { policy: string }) {
  const { data, error, refetch } = useGraph(FINDING_RULES, { policy })
  if (error && !data) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Bones lines={8} label="reading the rules" />
  const set = data.findingRules
  return (
    <div className="findingrules">
      <p className="note-line sub">
        {set.setBy && set.setAt ? (
          <>
            Set by {set.setBy.name} <Time at={set.setAt} />.
          </>
        ) : (
          'The usual rules: nobody has set others for this policy.'
        )}
      </p>
      <RuleTable key={set.id} set={set} types={data.detectors.map(({ type }) => type)} />
      <Suppressions rows={set.suppressions} policy={policy} types={data.detectors} />
    </div>
  )
}
