import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useStore } from 'react-admin'
import { useParams } from 'react-router'
import { useAct, useGraph } from '../api/useGraph.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Reading } from '../reading/Reading.js'
import { useMark } from '../reading/useMark.js'
import { PageTop } from '../shell/PageTop.js'
import { toWords } from '../words/words.js'
import { CaseHeader } from './CaseHeader.js'
import { actionOf, emptyDraft } from './decision.js'
import { DecisionBar } from './DecisionBar.js'
import { CASE, DECIDE, RELEASE, type Case } from './documents.js'
import { PackCase } from './PackCase.js'
import { QueueEdge } from './QueueEdge.js'
import { TakeBar } from './TakeBar.js'
import { useLastDecision } from './undo.js'
import { useClaimNext } from './useClaimNext.js'
import { useLease } from './useLease.js'
import './workbench.css'

/** Deciding and letting go, each followed by the next case of the same queue. */
function useBench(subject: Case, token: string | undefined, drop: () => void) {
  const [draft, setDraft] = useState(emptyDraft)
  const [, setLast] = useLastDecision()
  const client = useQueryClient()
  const { next } = useClaimNext()
  const decide = useAct(DECIDE, (result) => result.decideCase)
  const release = useAct(RELEASE, (result) => result.releaseLease)
  const goOn = () => {
    drop()
    // Read again on the next visit, not now: this page shows what was decided until the next is here.
    void client.invalidateQueries({
      queryKey: ['Case', { id: subject.id }],
      refetchType: 'none',
    })
    void client.invalidateQueries({ queryKey: ['Queues'] })
    void client.invalidateQueries({ queryKey: ['NextCases'] })
    void client.invalidateQueries({ queryKey: ['verdicts'] })
    return next(subject.queue)
  }
  const onDecide = () => {
    if (!draft.outcome || !token) return
    const { severity, errorClass, rationale, rules, outcome, unclear } = draft
    const input = {
      caseId: subject.id,
      leaseToken: token,
      outcome,
      rules: [...rules],
      severity,
      errorClass,
      rationale: rationale.trim() || null,
      action: actionOf(draft, subject.policyVersion.manifest),
      unclear: unclear && { rule: unclear.rule, question: unclear.question.trim() },
    }
    decide.mutate(
      { input },
      {
        onSuccess: (decision) => {
          const { id, reversibleUntil: until } = decision
          const { id: caseId, number } = subject
          // Offered once the next case is there: an undo before it would be overtaken by its page.
          void goOn().then(() => until && setLast({ id, caseId, number, outcome, rules, until }))
        },
      },
    )
  }
  const letGo = (reason: 'skip' | 'escalate', words: string) => () => {
    if (!token) return
    release.mutate(
      { caseId: subject.id, leaseToken: token, reason },
      {
        onSuccess: () => {
          say(`Case ${subject.number} ${words}`)
          void goOn()
        },
      },
    )
  }
  return {
    draft,
    setDraft,
    onDecide,
    onEscalate: letGo('escalate', 'escalated'),
    onSkip: letGo('skip', 'went back to its queue'),
    busy: [decide, release].some((act) => act.isPending || act.isSuccess),
    error: decide.error ?? release.error,
  }
}

function Bench({ subject }: { subject: Case }) {
  const mark = useMark(subject.verdict.findings)
  const [blind, setBlind] = useStore('workbench.blind', false)
  const held = useLease(subject.id)
  const bench = useBench(subject, held.lease?.token, held.drop)
  const hidden = blind && held.lease !== null && bench.draft.outcome === null
  return (
    <div className="w">
      <QueueEdge subject={subject} held={held} />
      <CaseHeader subject={subject} hidden={hidden} blind={blind} setBlind={setBlind} />
      <Reading
        verdict={subject.verdict}
        {...mark}
        {...(hidden
          ? { hidden: <p className="gone">The trace is shown once you have chosen an outcome.</p> }
          : {})}
      />
      {held.lease ? (
        <DecisionBar subject={subject} hidesVerdict={hidden} {...bench} />
      ) : (
        <TakeBar subject={subject} held={held} />
      )}
    </div>
  )
}

/** One case on one screen: content, trace, policy and the decision, hands on the keyboard. */
export function Workbench() {
  const { id = '' } = useParams()
  const { data, error, refetch } = useGraph(CASE, { id })
  const subject = data?.case
  const title = subject ? `Case ${subject.number}` : 'Case'
  return (
    <>
      <PageTop title={title} above={[{ title: 'Queues', to: '/queues' }]}>
        {subject && <span className="chip wide">{toWords(subject.reason)}</span>}
        {subject && <PackCase id={subject.id} />}
      </PageTop>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={16} label="reading the case" />}
      {data && !subject && (
        <Empty title="There is no such case">
          <p>It may not be yours to see.</p>
        </Empty>
      )}
      {subject && <Bench key={subject.id} subject={subject} />}
    </>
  )
}
