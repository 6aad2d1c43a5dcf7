import { PAGE, REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

const REQUEST = graphql(`
  fragment ErasureRequestRow on ErasureRequest {
    id
    state
    scopeKind
    contentItemIds
    externalId
    reason
    legalBasis
    requestedAt
    requestedBy {
      id
      name
    }
    mine
    decidedAt
    decidedBy {
      id
      name
    }
    refusalGround
    itemsDone
    failure
    finishedAt
  }
`)

const PREVIEW = graphql(`
  fragment Preview on ErasurePreview {
    items
    firstItems
    more
    reach {
      kind
      count
      named
    }
    holds {
      holdId
      basis
      reference
      items
    }
  }
`)

export const REQUESTS = graphql(
  `
    query ErasureRequests($first: Int, $after: String, $last: Int, $before: String) {
      erasureRequests(first: $first, after: $after, last: $last, before: $before) {
        edges {
          node {
            ...ErasureRequestRow
          }
        }
        pageInfo {
          ...Page
        }
      }
    }
  `,
  [REQUEST, PAGE],
)

export const UPKEEP = graphql(`
  query CustodyUpkeep {
    custodyUpkeep {
      canErase
      strayPartitions
    }
  }
`)

export const DRY_RUN = graphql(
  `
    query ErasurePreview($scope: ErasureScopeInput!) {
      erasurePreview(scope: $scope) {
        __typename
        ...Preview
        ...Refused
      }
    }
  `,
  [PREVIEW, REFUSED],
)

export const REQUEST_PREVIEW = graphql(
  `
    query ErasureRequestPreview($id: ID!) {
      erasureRequest(id: $id) {
        id
        preview {
          ...Preview
        }
      }
    }
  `,
  [PREVIEW],
)

export const ASK = graphql(
  `
    mutation RequestErasure($input: RequestErasureInput!) {
      requestErasure(input: $input) {
        __typename
        ...ErasureRequestRow
        ...Refused
      }
    }
  `,
  [REQUEST, REFUSED],
)

export const EXECUTE = graphql(
  `
    mutation ExecuteErasure($id: ID!) {
      executeErasure(id: $id) {
        __typename
        ...ErasureRequestRow
        ...Refused
      }
    }
  `,
  [REQUEST, REFUSED],
)

export const REFUSE = graphql(
  `
    mutation RefuseErasure($id: ID!, $ground: RefusalGround!) {
      refuseErasure(id: $id, ground: $ground) {
        __typename
        ...ErasureRequestRow
        ...Refused
      }
    }
  `,
  [REQUEST, REFUSED],
)

export type ErasureRequest = ResultOf<typeof REQUEST>
export type Preview = ResultOf<typeof PREVIEW>
