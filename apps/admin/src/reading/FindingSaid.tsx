import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { FindingMarkKind } from '../api/schema-words.js'
import { useAct } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { useKeys } from '../keys/useKeys.js'
import { Button } from '../parts/Button.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { LIFT_SUPPRESSION, MARK_FINDING } from './finding-documents.js'
import type { ReadFinding, ReadVerdict } from './fragment.js'
import { MarkNote } from './MarkNote.js'
import { SuppressFindings } from './SuppressFindings.js'
import { VisibleText } from './VisibleText.js'
import { ledTo } from './led-to.js'

type Suppression = NonNullable<ReadFinding['suppression']>

function Lift({ id }: { id: string }) {
  const client = useQueryClient()
  const lift = useAct(LIFT_SUPPRESSION, (result) => result.liftSuppression)
  const go = () =>
    lift.mutate(
      { id },
      {
        onSuccess: () => {
          say('It holds no longer; what it kept back stays as it was recorded')
          void client.invalidateQueries()
        },
        onError: (error) => say(`Not lifted: ${error.message}`),
      },
    )
  return (
    <Button onClick={go} disabled={lift.isPending}>
      Lift
    </Button>
  )
}

function Suppressed({ suppression }: { suppression: Suppression }) {
  const mayManage = usePermit()('finding:manage')
  const { reason, by, recordedAt, until, liftedAt, inForce, id } = suppression
  return (
    <div className="why">
      <p>
        <b>Suppressed</b> by {by.name} <Time at={recordedAt} />
        {until && (
          <>
            , until <Time at={until} />
          </>
        )}
        {liftedAt && (
          <>
            , lifted <Time at={liftedAt} />
          </>
        )}
      </p>
      <p>
        {reason === null ? (
          <span className="dim">the reason is gone</span>
        ) : (
          <VisibleText text={reason} />
        )}
      </p>
      {inForce && mayManage && <Lift id={id} />}
    </div>
  )
}

/** Right or wrong, as the person who reads it sees it; the newest word of each counts. */
function Judge({ finding }: { finding: ReadFinding }) {
  const client = useQueryClient()
  const mark = useAct(MARK_FINDING, (result) => result.markFinding)
  const own = finding.marks.find((each) => each.own)
  const [noting, setNoting] = useState(false)
  /** A note stays with the finding when its mark changes. */
  const put = (kind: FindingMarkKind, note = own?.note ?? null) =>
    mark.mutate(
      { input: { findingId: finding.id, mark: kind, note } },
      {
        onSuccess: () => {
          say(`Marked ${kind.toLowerCase()}`)
          setNoting(false)
          void client.invalidateQueries()
        },
        onError: (error) => say(`Not marked: ${error.message}`),
      },
    )
  useKeys({ markRight: () => put('RIGHT'), markWrong: () => put('WRONG') })
  return (
    <>
      <span className="row" role="group" aria-label="Is this finding right?">
        {(['RIGHT', 'WRONG'] as const).map((kind) => (
          <Button
            key={kind}
            keyName={kind === 'RIGHT' ? 'markRight' : 'markWrong'}
            icon={kind === 'RIGHT' ? 'check' : 'cross'}
            aria-pressed={own?.mark === kind}
            disabled={mark.isPending}
            onClick={() => put(kind)}
          >
            {kind === 'RIGHT' ? 'Right' : 'Wrong'}
          </Button>
        ))}
        <Button onClick={() => setNoting(true)}>{own?.note ? 'Note' : 'Add a note'}</Button>
      </span>
      {own?.note && (
        <p>
          You: <VisibleText text={own.note} />
        </p>
      )}
      {noting && (
        <MarkNote
          mark={own?.mark}
          note={own?.note ?? null}
          error={mark.error}
          pending={mark.isPending}
          put={put}
          onClose={() => setNoting(false)}
        />
      )}
    </>
  )
}

/** What a finding led to, what people said of it, and the means to say more. */
export function FindingSaid({ finding, verdict }: { finding: ReadFinding; verdict: ReadVerdict }) {
  const may = usePermit()
  const [suppressing, setSuppressing] = useState(false)
  const { marks, suppression, advisory } = finding
  const others = marks.filter(({ own }) => !own)
  return (
    <div className="opinions">
      <p className="dim">{ledTo(finding)}</p>
      {advisory && <p className="dim">Its detector only advises.</p>}
      {suppression && <Suppressed suppression={suppression} />}
      {others.map(({ id, mark, by, note }) => (
        <p key={id}>
          {by.name}: {mark.toLowerCase()}
          {note && (
            <>
              , <VisibleText text={note} />
            </>
          )}
        </p>
      ))}
      {may('finding:judge') && verdict.trace !== null && <Judge finding={finding} />}
      {may('finding:manage') && !suppression?.inForce && (
        <Button onClick={() => setSuppressing(true)}>Suppress…</Button>
      )}
      {suppressing && (
        <SuppressFindings
          policy={verdict.policyVersion.policy}
          type={finding.type}
          findingId={finding.id}
          rules={verdict.rules}
          onClose={() => setSuppressing(false)}
        />
      )}
    </div>
  )
}
