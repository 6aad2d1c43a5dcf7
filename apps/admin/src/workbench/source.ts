import { connectionSource } from '../api/source.js'
import { PAGE } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import { CASE } from './documents.js'

const LIST = graphql(
  `
    query Cases($first: Int, $after: String, $last: Int, $before: String, $filter: CaseFilter) {
      cases(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        edges {
          cursor
          node {
            id
            number
            queue
            reason
            state
            openedAt
            dueAt
            simulated
            leaseHolder {
              id
              name
            }
            verdict {
              id
              outcome
              risk
              policy
              policyCommit
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

export type CaseRow = ResultOf<typeof LIST>['cases']['edges'][number]['node']

export const source = connectionSource({
  list: LIST,
  connection: (result) => result.cases,
  one: CASE,
  record: (result) => result.case,
})
