import { useState } from 'react'
import { MakeEvidence } from '../answers/MakeEvidence.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'

/** All that the record holds of the case, for whoever may hand it on. */
export function PackCase({ id }: { id: string }) {
  const [packing, setPacking] = useState(false)
  if (!usePermit()('evidence:export')) return null
  return (
    <>
      <Button onClick={() => setPacking(true)}>Evidence package</Button>
      {packing && <MakeEvidence of={{ caseId: id }} onClose={() => setPacking(false)} />}
    </>
  )
}
