import { useSearchParams } from 'react-router'
import type { ReadVerdict } from './fragment.js'
import { firstMark } from './marks.js'

const none = 'none'

/**
 * The selected mark, kept in the address. Nobody has to ask for the first finding: it is selected
 * until something else is, or nothing.
 */
export function useMark(findings: ReadVerdict['findings'] = []) {
  const [search, setSearch] = useSearchParams()
  const wished = search.get('mark')
  const select = (mark: string | null) => {
    const next = new URLSearchParams(search)
    next.set('mark', mark ?? none)
    setSearch(next, { replace: true })
  }
  return { selected: wished === none ? null : (wished ?? firstMark(findings)), select }
}
