import { useState } from 'react'
import { TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { REFUSED } from '../api/fragments.js'
import { graphql } from '../api/graphql.js'
import type { ActionKind } from '../api/schema-words.js'
import { useAct } from '../api/useGraph.js'
import { useKeys } from '../keys/useKeys.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { Sheet } from './Sheet.js'
import { means, outcomes, type Conclusion } from './conclusions.js'
import { say } from '../parts/toast.js'
import { toWords } from '../words/words.js'
import type { WholeAppeal } from './source.js'

const DECIDE = graphql(
  `
    mutation DecideAppeal($input: DecideAppealInput!) {
      decideAppeal(input: $input) {
        __typename
        ... on AppealDecision {
          id
          outcome
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

const kinds = ['NONE', 'WARN', 'LIMIT', 'HIDE', 'REMOVE'] as const satisfies ActionKind[]

/** The decision on an appeal, with the reasons the person is owed. */
export function DecideAppeal({ appeal }: { appeal: WholeAppeal }) {
  const [outcome, setOutcome] = useState<Conclusion | null>(null)
  const [action, setAction] = useState<ActionKind>('WARN')
  const [reasons, setReasons] = useState('')
  const client = useQueryClient()
  const decide = useAct(DECIDE, (result) => result.decideAppeal)
  const ready = outcome !== null && reasons.trim() !== '' && !decide.isPending
  const submit = () => {
    if (!outcome || !ready) return
    decide.mutate(
      {
        input: {
          appealId: appeal.id,
          outcome,
          action: outcome === 'PARTLY_REVERSED' ? action : outcome === 'REVERSED' ? 'NONE' : null,
          reasons: reasons.trim(),
        },
      },
      {
        onSuccess: () => {
          say(`Appeal A-${appeal.number}: ${toWords(outcome)}`)
          void client.invalidateQueries()
        },
      },
    )
  }
  useKeys({ decide: submit })
  return (
    <section className="adecide" aria-label="Decision">
      <Refused error={decide.error} />
      <div className="row" role="radiogroup" aria-label="Outcome">
        {outcomes.map((name) => (
          <button
            key={name}
            type="button"
            role="radio"
            className="out"
            aria-checked={outcome === name}
            title={means[name]}
            onClick={() => setOutcome(name)}
          >
            {toWords(name)}
          </button>
        ))}
        {outcome === 'PARTLY_REVERSED' && (
          <label className="row">
            <span className="label">instead</span>
            <select
              className="field"
              value={action}
              onChange={(event) => setAction(event.target.value as ActionKind)}
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {toWords(kind)}
                </option>
              ))}
            </select>
          </label>
        )}
        <span className="sub">{outcome && means[outcome]}</span>
      </div>
      {outcome && (
        <Sheet appeal={appeal} outcome={outcome} action={action} reasons={reasons.trim()} />
      )}
      <div className="row wideform">
        <TextField
          label="Reasons, as the person will read them"
          multiline
          minRows={2}
          maxRows={6}
          value={reasons}
          onChange={(event) => setReasons(event.target.value)}
        />
        <Button kind="primary" keyName="decide" disabled={!ready} onClick={submit}>
          Decide
        </Button>
      </div>
    </section>
  )
}
