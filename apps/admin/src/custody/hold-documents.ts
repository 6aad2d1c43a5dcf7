import { PAGE, REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

const HOLD = graphql(`
  fragment HoldRow on Hold {
    id
    state
    scopeKind
    contentItemId
    caseId
    policy
    since
    until
    basis
    reference
    placedAt
    placedBy {
      id
      name
    }
    expiresAt
    releaseAskedBy {
      id
      name
    }
    releasedBy {
      id
      name
    }
    askedByMe
  }
`)

export const HOLDS = graphql(
  `
    query Holds($first: Int, $after: String, $last: Int, $before: String) {
      holds(first: $first, after: $after, last: $last, before: $before) {
        edges {
          node {
            ...HoldRow
          }
        }
        pageInfo {
          ...Page
        }
      }
    }
  `,
  [HOLD, PAGE],
)

export const PLACE_HOLD = graphql(
  `
    mutation PlaceHold($input: PlaceHoldInput!) {
      placeHold(input: $input) {
        __typename
        ...HoldRow
        ...Refused
      }
    }
  `,
  [HOLD, REFUSED],
)

export const RELEASE_HOLD = graphql(
  `
    mutation ReleaseHold($id: ID!) {
      releaseHold(id: $id) {
        __typename
        ...HoldRow
        ...Refused
      }
    }
  `,
  [HOLD, REFUSED],
)

export type Hold = ResultOf<typeof HOLD>
