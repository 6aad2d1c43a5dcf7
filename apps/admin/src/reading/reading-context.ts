import { createContext, useContext } from 'react'
import type { Mark } from './marks.js'

export interface ReadingState {
  readonly marks: readonly Mark[]
  readonly selected: string | null
  readonly select: (id: string | null) => void
  /** Whether only claims that nothing bears out are marked. */
  readonly onlyUnsupported: boolean
  readonly showOnly: (unsupported: boolean) => void
}

export const ReadingContext = createContext<ReadingState>({
  marks: [],
  selected: null,
  select: () => undefined,
  onlyUnsupported: false,
  showOnly: () => undefined,
})

export const useReading = () => useContext(ReadingContext)
