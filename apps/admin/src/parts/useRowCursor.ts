import { useState } from 'react'
import { useKeys } from '../keys/useKeys.js'

/** The row the keys act on: `j` and `k` move it, `Enter` opens it. -1 until a key is pressed. */
export function useRowCursor(count: number, open: ((index: number) => void) | null) {
  const [wished, setAt] = useState(-1)
  const at = Math.min(wished, count - 1)
  useKeys(
    {
      down: () => setAt(Math.min(at + 1, count - 1)),
      up: () => setAt(Math.max(at - 1, 0)),
      open: () => at >= 0 && open?.(at),
    },
    open !== null,
  )
  return { at, setAt }
}
