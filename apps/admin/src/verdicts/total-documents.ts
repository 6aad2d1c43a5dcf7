import { REFUSED } from '../api/fragments.js'
import { graphql } from '../api/graphql.js'

const COUNT = graphql(`
  fragment Counting on VerdictTotal {
    id
    state
    parts
    partsDone
    counted
    at
  }
`)

export const BEGIN = graphql(
  `
    mutation CountVerdicts($filter: VerdictFilter) {
      countVerdicts(filter: $filter) {
        __typename
        ...Counting
        ...Refused
      }
    }
  `,
  [COUNT, REFUSED],
)

export const LOOK = graphql(
  `
    query VerdictTotal($id: ID!) {
      verdictTotal(id: $id) {
        ...Counting
      }
    }
  `,
  [COUNT],
)

export const LEAVE = graphql(
  `
    mutation LeaveCount($id: ID!) {
      leaveCount(id: $id) {
        __typename
        ... on VerdictTotal {
          id
          state
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)
