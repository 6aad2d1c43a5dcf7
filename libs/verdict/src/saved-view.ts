import { isStorableText } from '@assize/kernel'
import { VerdictError } from './verdict-error.js'

/** A query of the verdict list with a name. */
export interface SavedView {
  readonly id: string
  readonly owner: string
  readonly name: string
  /** As it stands in the query box. */
  readonly query: string
  readonly shared: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
  /** When it lost what it quoted of erased content; null once it is saved anew. */
  readonly wordsErasedAt: Date | null
}

export const viewLimits = { nameCharacters: 60, queryCharacters: 2_000, aPerson: 100 } as const

export interface ViewWords {
  readonly name: string
  readonly query: string
}

/** Throws `VIEW_INVALID`. */
export function parseView({ name, query }: ViewWords): ViewWords {
  const words = { name: name.trim().replace(/\s+/g, ' '), query: query.trim() }
  const fits =
    words.name !== '' &&
    words.name.length <= viewLimits.nameCharacters &&
    words.query.length <= viewLimits.queryCharacters &&
    isStorableText(words.name + words.query) &&
    !/[\r\n]/.test(words.query)
  if (fits) return words
  throw new VerdictError(
    'VIEW_INVALID',
    `expected a name of at most ${viewLimits.nameCharacters} characters and a query of one line, at most ${viewLimits.queryCharacters}`,
  )
}
