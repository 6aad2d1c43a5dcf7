import { useState } from 'react'
import { MakeEvidence } from '../answers/MakeEvidence.js'
import type { VerdictFilter } from '../api/schema-words.js'
import { usePermit } from '../api/usePermit.js'
import { ExportFilter } from '../exports/ExportFilter.js'
import { Button } from '../parts/Button.js'

/** What the filter finds as a file: rows for a computer, or a package of evidence for a third person. */
export function TakeOut({ filter }: { filter: VerdictFilter }) {
  const [open, setOpen] = useState<'export' | 'evidence' | null>(null)
  const may = usePermit()
  const close = () => setOpen(null)
  return (
    <>
      {(may('evidence:export') || may('dataset:export')) && (
        <Button kind="quiet" className="wide" onClick={() => setOpen('export')}>
          Export this filter
        </Button>
      )}
      {may('evidence:export') && (
        <Button kind="quiet" className="wide" onClick={() => setOpen('evidence')}>
          Evidence package
        </Button>
      )}
      {open === 'export' && <ExportFilter filter={filter} onClose={close} />}
      {open === 'evidence' && <MakeEvidence of={{ filter }} onClose={close} />}
    </>
  )
}
