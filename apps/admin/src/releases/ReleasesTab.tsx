import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Bones, Failed, Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import type { Version } from '../policies/documents.js'
import { ArmFigures, usedNow, type Used } from './ArmFigures.js'
import { ArmHistory } from './ArmHistory.js'
import { RELEASES, SET_ARM, type Releases } from './documents.js'
import { DueRollbacks } from './DueRollbacks.js'
import { OnADate } from './OnADate.js'
import { Publications } from './Publications.js'
import { earlierVersions } from './release-words.js'
import { RollBack } from './RollBack.js'
import { SetArm, type Wished } from './SetArm.js'
import './releases.css'

interface Props {
  readonly policy: string
  readonly versions: readonly Version[]
}

type Dialog = { readonly kind: 'rollback' } | { readonly kind: 'arm'; readonly wished: Wished }

function InUse({ releases, versions }: { releases: Releases; versions: readonly Version[] }) {
  const may = usePermit()
  const client = useQueryClient()
  const end = useAct(SET_ARM, (result) => result.setReleaseArm)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const { name: policy, arms, publications, inForce } = releases
  const maySet = may('policy:activate') && inForce !== null
  const mayRollBack =
    (may('policy:rollback') || may('policy:draft')) &&
    earlierVersions(publications, inForce?.commit).length > 0
  const begin = (arm: Wished['arm'], commit: string | null = null, share: number | null = null) =>
    setDialog({ kind: 'arm', wished: { arm, commit, share } })
  const stop = (arm: Wished['arm']) =>
    end.mutate(
      { input: { policy, arm } },
      {
        onSuccess: () => {
          say(`The ${arm.toLowerCase()} of ${policy} ended`)
          void client.invalidateQueries()
        },
      },
    )
  const actsOn = ({ arm, version }: Used) => {
    if (arm === 'LIVE') return null
    const name = arm.toLowerCase()
    const share = arms.find((one) => one.arm === arm)?.share ?? null
    return (
      <span className="row">
        <Button aria-label={`Change the ${name}`} onClick={() => begin(arm, version.commit, share)}>
          Change
        </Button>
        <Button aria-label={`End the ${name}`} disabled={end.isPending} onClick={() => stop(arm)}>
          End
        </Button>
      </span>
    )
  }
  const isFree = (arm: Wished['arm']) => !arms.some((one) => one.arm === arm)
  return (
    <section className="panel" aria-label="In use">
      <div className="head wraps">
        <h2>In use</h2>
        <span className="wide">figures are of each arm’s own verdicts since it began</span>
        <span className="spacer" />
        {maySet && isFree('SHADOW') && (
          <Button onClick={() => begin('SHADOW')}>Start a shadow</Button>
        )}
        {maySet && isFree('CANARY') && (
          <Button onClick={() => begin('CANARY')}>Start a canary</Button>
        )}
        {mayRollBack && <Button onClick={() => setDialog({ kind: 'rollback' })}>Roll back</Button>}
      </div>
      <Refused error={end.error} />
      <ArmFigures policy={policy} used={usedNow(releases)} act={maySet ? actsOn : null} />
      {!may('policy:activate') && (
        <p className="note-line sub">
          Policy approvers start and end shadow and canary; your roles do not hold policy:activate.
        </p>
      )}
      {dialog?.kind === 'rollback' && (
        <RollBack releases={releases} onClose={() => setDialog(null)} />
      )}
      {dialog?.kind === 'arm' && (
        <SetArm {...{ policy, versions }} wished={dialog.wished} onClose={() => setDialog(null)} />
      )}
    </section>
  )
}

/** What is in use of a policy, what was, and who stands behind it. */
export function ReleasesTab({ policy, versions }: Props) {
  const { data, error, refetch } = useGraph(RELEASES, { name: policy })
  const releases = data?.policy
  return (
    <div className="releases">
      {error && !releases && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={12} label="reading releases" />}
      {releases && (
        <>
          <DueRollbacks policy={policy} />
          <InUse releases={releases} versions={versions} />
          <OnADate policy={policy} since={releases.publications[0]?.publishedAt ?? null} />
          <Publications policy={policy} publications={releases.publications} />
          <ArmHistory policy={policy} rows={releases.armHistory} />
        </>
      )}
    </div>
  )
}
