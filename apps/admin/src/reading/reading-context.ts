import { createContext, useContext } from 'react'
import type { Mark } from './marks.js'

export interface ReadingState {
  readonly marks: readonly Mark[]
  readonly selected: string | null
  readonly select: (id: string | null) => void
}

export const ReadingContext = createContext<ReadingState>({
  marks: [],
  selected: null,
  select: () => undefined,
})

export const useReading = () => useContext(ReadingContext)
