import { useMemo, useState, type ReactNode } from 'react'
import { toClaims } from './claims.js'
import { ContentPane } from './ContentPane.js'
import type { ReadVerdict } from './fragment.js'
import { marksOf } from './marks.js'
import { Panes } from './Panes.js'
import { PolicyPane } from './PolicyPane.js'
import { ReadingContext } from './reading-context.js'
import { TracePane } from './TracePane.js'
import './reading.css'
import './panes.css'

interface Props {
  readonly verdict: ReadVerdict
  readonly selected: string | null
  readonly select: (id: string | null) => void
  /** Stands in for the trace while the verdict is hidden from a blind reviewer. */
  readonly hidden?: ReactNode
}

/** Content, trace and policy side by side; selecting in one marks the partners in the others. */
export function Reading({ verdict, selected, select, hidden }: Props) {
  const { contentItem: content, policyVersion: version, findings, claims } = verdict
  const [onlyUnsupported, showOnly] = useState(false)
  const marks = useMemo(() => {
    if (hidden) return []
    const messages = content.messages ?? []
    const judged = messages.find((message) => message.judged)?.index ?? 0
    const marked = toClaims(claims).filter((claim) => !onlyUnsupported || claim.unsupported)
    return marksOf(findings, marked, judged)
  }, [content, findings, claims, onlyUnsupported, hidden])
  const state = useMemo(
    () => ({ marks, selected, select, onlyUnsupported, showOnly }),
    [marks, selected, select, onlyUnsupported],
  )
  return (
    <ReadingContext value={state}>
      <Panes
        content={<ContentPane key={content.id} content={content} />}
        trace={hidden ?? <TracePane verdict={verdict} />}
        policy={<PolicyPane version={version} cited={hidden ? [] : verdict.rules} />}
      />
    </ReadingContext>
  )
}
