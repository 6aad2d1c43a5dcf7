import { useSearchParams } from 'react-router'
import { start, withPlace, type PagePlace } from '../api/page-place.js'
import { Icon } from './Icon.js'

interface PageInfo {
  readonly hasNextPage?: boolean
  readonly hasPreviousPage?: boolean
  readonly startCursor?: string | null
  readonly endCursor?: string | null
}

/** Newer and older by cursor, kept in the address; there are no page numbers to be wrong. */
export function Pager({ pageInfo }: { pageInfo: PageInfo | undefined }) {
  const [search, setSearch] = useSearchParams()
  const go = (place: PagePlace) => setSearch(withPlace(search, place))
  const { startCursor, endCursor } = pageInfo ?? {}
  return (
    <>
      {(search.has('after') || search.has('before')) && (
        <button className="btn quiet" onClick={() => go(start)}>
          Newest
        </button>
      )}
      <button
        className="btn quiet"
        disabled={!pageInfo?.hasPreviousPage || !startCursor}
        onClick={() => startCursor && go({ at: 'before', cursor: startCursor })}
      >
        <Icon name="left" />
        Newer
      </button>
      <button
        className="btn quiet"
        disabled={!pageInfo?.hasNextPage || !endCursor}
        onClick={() => endCursor && go({ at: 'after', cursor: endCursor })}
      >
        Older
        <Icon name="right" />
      </button>
    </>
  )
}
