import { useEffect, useRef } from 'react'
import { stepped } from './marks.js'

/** Steps from where the last step led, so that two keys pressed before the page is drawn anew are two steps. */
export function useStepper(
  ids: readonly string[],
  selected: string | null,
  select: (id: string | null) => void,
): (by: 1 | -1) => void {
  const at = useRef(selected)
  useEffect(() => {
    at.current = selected
  }, [selected])
  return (by) => {
    at.current = stepped(ids, at.current, by)
    select(at.current)
  }
}
