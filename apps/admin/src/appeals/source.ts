import { connectionSource } from '../api/source.js'
import { PAGE } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import { READING } from '../reading/fragment.js'

const LIST = graphql(
  `
    query Appeals($first: Int, $after: String, $last: Int, $before: String, $filter: AppealFilter) {
      appeals(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        edges {
          cursor
          node {
            id
            number
            state
            dueAt
            lodgedAt
            mayDecide
            mayNotDecideReason
            action {
              id
              kind
            }
            policyThen {
              policy
              commit
            }
            decision {
              outcome
            }
          }
        }
        pageInfo {
          ...Page
        }
      }
    }
  `,
  [PAGE],
)

const ONE = graphql(
  `
    query Appeal($id: ID!) {
      appeal(id: $id) {
        id
        number
        state
        dueAt
        lodgedAt
        statement
        mayDecide
        mayNotDecideReason
        action {
          id
          kind
          interim
          causeKind
          recordedAt
        }
        policyThen {
          policy
          commit
          shortCommit
          sequence
          text
        }
        policyNow {
          policy
          commit
          shortCommit
          sequence
          text
        }
        verdict {
          ...Reading
          policy
          policyCommit
          simulated
          decidedAt
        }
        decision {
          id
          outcome
          action
          reasons
          recordedAt
          decidedBy {
            id
            name
          }
        }
      }
    }
  `,
  [READING],
)

export type AppealRow = ResultOf<typeof LIST>['appeals']['edges'][number]['node']
export type WholeAppeal = NonNullable<ResultOf<typeof ONE>['appeal']>

export const source = connectionSource({
  list: LIST,
  connection: (result) => result.appeals,
  one: ONE,
  record: (result) => result.appeal,
})
