import { useQueryClient } from '@tanstack/react-query'
import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import { useLive } from '../api/live.js'
import { useGraph } from '../api/useGraph.js'

const FIELDS = graphql(`
  fragment EndpointFields on Endpoint {
    id
    name
    kind
    baseUrl
    model
    apiKeyEnv
    maxInFlight
    onPremises
    revision
    quantization
    simulated
    state
    origin
    healthy
    reason
    inFlight
    waiting
    completedLastMin
    failedLastMin
    tokensPerSecond
    cachedShare
    serverVersion
    seenAt
  }
`)

const ENDPOINTS = graphql(
  `
    query Endpoints {
      endpoints {
        ...EndpointFields
      }
    }
  `,
  [FIELDS],
)

const CHANGED = graphql(
  `
    subscription EndpointChanged {
      endpointChanged {
        ...EndpointFields
      }
    }
  `,
  [FIELDS],
)

export const SAVE = graphql(
  `
    mutation SaveEndpoint($input: SaveEndpointInput!) {
      saveEndpoint(input: $input) {
        __typename
        ... on Endpoint {
          id
          name
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const SET_STATE = graphql(
  `
    mutation SetEndpointState($id: ID!, $state: EndpointState!) {
      setEndpointState(id: $id, state: $state) {
        __typename
        ... on Endpoint {
          id
          name
          state
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

type Answer = ResultOf<typeof ENDPOINTS>
export type Endpoint = Answer['endpoints'][number]

/** Endpoints with health and load, patched in place as they change. */
export function useEndpoints() {
  const client = useQueryClient()
  const query = useGraph(ENDPOINTS, {}, { refetchEveryMs: 15_000 })
  useLive(CHANGED, {}, ({ endpointChanged: fresh }) =>
    client.setQueryData<Answer>(
      ['Endpoints', {}],
      (known) =>
        known && { endpoints: known.endpoints.map((one) => (one.id === fresh.id ? fresh : one)) },
    ),
  )
  return query
}
