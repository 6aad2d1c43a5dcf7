import { useEffect, useRef, useState } from 'react'
import type { PolicyFiles } from '../starter.js'
import { isSame, parseKept } from './kept-draft.js'

interface Base extends PolicyFiles {
  readonly parent: string | null
  readonly branch: string | null
}

/** So that a closed tab is asked about first; a reload finds the draft again. */
const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault()

/**
 * A draft that outlives a reload, another page and a new version by somebody else: the tab keeps it until it is
 * committed or dropped. Its parent stays what it was begun from, so that nobody’s work is written over.
 */
export function useKeptDraft(policy: string, base: Base) {
  const place = `assize.draft ${policy} ${base.branch ?? ''}`
  const [kept, setKept] = useState(() => parseKept(sessionStorage.getItem(place), base))
  const [draft, setDraft] = useState<PolicyFiles>(kept?.files ?? base)
  const [round, setRound] = useState(0)
  const isCommitted = useRef(false)
  const parent = kept ? kept.parent : base.parent
  const { text, manifest, cases } = draft
  const isChanged = !isSame(draft, base)
  useEffect(() => {
    if (!isChanged) sessionStorage.removeItem(place)
    else if (!isCommitted.current)
      sessionStorage.setItem(place, JSON.stringify({ parent, files: { text, manifest, cases } }))
  }, [isChanged, place, parent, text, manifest, cases])
  useEffect(() => {
    if (!isChanged) return
    addEventListener('beforeunload', askBeforeLeaving)
    return () => removeEventListener('beforeunload', askBeforeLeaving)
  }, [isChanged])
  return {
    draft,
    setDraft,
    parent,
    /** Whether it is one of before, and whether others wrote on since it was begun. */
    found: kept && { isBehind: kept.parent !== base.parent },
    /** Grows when the draft is another one at once. */
    round,
    drop: () => {
      setKept(null)
      setDraft(base)
      setRound((last) => last + 1)
    },
    committed: () => {
      isCommitted.current = true
      sessionStorage.removeItem(place)
    },
  }
}
