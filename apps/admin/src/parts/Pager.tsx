import { useSearchParams } from 'react-router'
import { start, withPlace, type PagePlace } from '../api/page-place.js'
import { Icon } from './Icon.js'

interface PageInfo {
  readonly hasNextPage?: boolean
  readonly hasPreviousPage?: boolean
  readonly startCursor?: string | null
  readonly endCursor?: string | null
}

interface Props {
  readonly pageInfo: PageInfo | undefined
  /** For a list that is not by time. */
  readonly words?: { readonly start: string; readonly back: string; readonly on: string }
}

const byTime = { start: 'Newest', back: 'Newer', on: 'Older' }

/** Back and on by cursor, kept in the address; there are no page numbers to be wrong. */
export function Pager({ pageInfo, words = byTime }: Props) {
  const [search, setSearch] = useSearchParams()
  const go = (place: PagePlace) => setSearch(withPlace(search, place))
  const { startCursor, endCursor } = pageInfo ?? {}
  return (
    <>
      {(search.has('after') || search.has('before')) && (
        <button className="btn quiet" onClick={() => go(start)}>
          {words.start}
        </button>
      )}
      <button
        className="btn quiet"
        disabled={!pageInfo?.hasPreviousPage || !startCursor}
        onClick={() => startCursor && go({ at: 'before', cursor: startCursor })}
      >
        <Icon name="left" />
        {words.back}
      </button>
      <button
        className="btn quiet"
        disabled={!pageInfo?.hasNextPage || !endCursor}
        onClick={() => endCursor && go({ at: 'after', cursor: endCursor })}
      >
        {words.on}
        <Icon name="right" />
      </button>
    </>
  )
}
