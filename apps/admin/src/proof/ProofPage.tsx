import { useMemo, useState } from 'react'
import { verifyRecord } from '@assize/tlog'
import { Bones, Empty, Missing } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { DropFiles } from './DropFiles.js'
import { ProvenRecord } from './ProvenRecord.js'
import { Answer, Steps, Worth } from './Report.js'
import { TrustedKeys } from './TrustedKeys.js'
import { readKeys } from './trusted-keys.js'
import { useLogKeys } from './useLogKeys.js'
import { usePair } from './usePair.js'
import './proof.css'

/** Verifies a proof with its record in the browser, by the keys the reader trusts. */
export function ProofPage() {
  const { pair, refused, error, again, take, clear } = usePair()
  const logKeys = useLogKeys()
  const [own, setOwn] = useState<string | null>(null)
  const [witnesses, setWitnesses] = useState(0)
  const text = own ?? logKeys.data ?? ''
  const { trust, faults } = useMemo(() => readKeys(text, witnesses), [text, witnesses])
  const fromInstallation = own === null || own.trim() === logKeys.data?.trim()
  const { proof, record } = pair
  const report = useMemo(
    () => (proof && record ? verifyRecord(record.text, proof.text, trust) : null),
    [proof, record, trust],
  )
  return (
    <>
      <PageTop title="Verify a proof" above={[{ title: 'Log', to: '/checkpoints' }]} />
      <div className="page padded proof-page">
        <div>
          <DropFiles
            pair={pair}
            refused={refused}
            take={(files) => void take(files)}
            clear={clear}
          />
          {error && <Missing error={error} again={again} />}
          {logKeys.error && own === null && (
            <Missing error={logKeys.error} again={() => void logKeys.refetch()} />
          )}
          <TrustedKeys
            text={text}
            faults={faults}
            fromInstallation={fromInstallation}
            witnesses={witnesses}
            most={trust.witnessKeys?.length ?? 0}
            change={setOwn}
            ask={setWitnesses}
          />
        </div>
        <div>
          {!report && logKeys.isLoading && <Bones lines={3} label="reading the keys" />}
          {!report && !logKeys.isLoading && (
            <Empty title="Nothing to verify yet">
              <p>
                A verdict’s page gives both files under <i>Proof</i>, or opens them here.
              </p>
            </Empty>
          )}
          {report && (
            <section className="panel proof-report" aria-label="Answer">
              <Answer report={report} />
              <Steps report={report} />
              <Worth report={report} keys={fromInstallation ? 'installation' : 'given'} />
              {report.holds && <ProvenRecord evidence={report.evidence} />}
            </section>
          )}
        </div>
      </div>
    </>
  )
}
