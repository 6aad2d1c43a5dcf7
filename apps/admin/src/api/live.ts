import { useEffect, useRef } from 'react'
import { createClient } from 'graphql-ws'
import { print } from 'graphql'
import type { TadaDocumentNode } from './graphql.js'

const url = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`

/** One socket for every screen, opened by the first subscription and closed after the last. */
const client = createClient({
  url,
  lazy: true,
  retryAttempts: Number.MAX_SAFE_INTEGER,
  shouldRetry: () => true,
  retryWait: (retries) =>
    new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 500 * 2 ** retries))),
})

/** Calls `onEvent` for each event while the component is mounted. */
export function useLive<R, V>(
  document: TadaDocumentNode<R, V>,
  variables: V,
  onEvent: (event: R) => void,
  enabled = true,
) {
  const latest = useRef(onEvent)
  useEffect(() => {
    latest.current = onEvent
  })
  const key = JSON.stringify(variables)
  useEffect(() => {
    if (!enabled) return
    return client.subscribe<R>(
      { query: print(document), variables: JSON.parse(key) as Record<string, unknown> },
      {
        next: ({ data }) => data && latest.current(data),
        error: () => undefined,
        complete: () => undefined,
      },
    )
  }, [document, key, enabled])
}
