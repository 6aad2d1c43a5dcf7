import { Link, useLocation } from 'react-router'
import { graphql } from '../api/graphql.js'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { ariaKeys, keyCaps } from '../keys/keymap.js'
import { Icon } from '../parts/Icon.js'
import { isAt, places, type Place } from './places.js'

const WAITING = graphql(`
  query Waiting {
    queues {
      name
      waiting
    }
  }
`)

const OPEN = graphql(`
  query OpenChangeCount {
    changes(first: 50, filter: { state: OPEN }) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`)

export function useOpenPlaces(): Place[] {
  const may = usePermit()
  return places.filter(({ needs }) => needs.length === 0 || needs.some(may))
}

const hint = ({ title, key }: Place) => (key ? `${title} (${keyCaps(key).join(' ')})` : title)

export function Menu({ onGo }: { onGo?: () => void }) {
  const { pathname } = useLocation()
  const open = useOpenPlaces()
  const may = usePermit()
  const mayWork = may('review:claim')
  const { data } = useGraph(WAITING, {}, { enabled: mayWork, refetchEveryMs: 60_000 })
  const awaits = may('policy:submit') || may('policy:approve')
  const changes = useGraph(OPEN, {}, { enabled: awaits, refetchEveryMs: 60_000 }).data?.changes
  const openChanges = changes ? changes.edges.length : 0
  const waiting = data?.queues.reduce((sum, queue) => sum + queue.waiting, 0) ?? 0
  return (
    <nav aria-label="Main">
      {open.map((place, i) => (
        <span key={place.to} style={{ display: 'contents' }}>
          {i > 0 && open[i - 1]?.group !== place.group && <hr />}
          <Link
            to={place.to}
            title={hint(place)}
            aria-keyshortcuts={place.key && ariaKeys(place.key)}
            aria-current={isAt(pathname, place.to) ? 'page' : undefined}
            onClick={onGo}
          >
            <Icon name={place.icon} />
            <span className="t">{place.title}</span>
            {place.to === '/queues' && waiting > 0 && <span className="n t">{waiting}</span>}
            {place.to === '/changes' && openChanges > 0 && (
              <span className="n t">
                {openChanges}
                {changes?.pageInfo.hasNextPage && '+'}
              </span>
            )}
          </Link>
        </span>
      ))}
    </nav>
  )
}
