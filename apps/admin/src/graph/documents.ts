import { graphql, type ResultOf } from '../api/graphql.js'
import { SIGNATURE } from '../signatures/fragment.js'

export const GRAPH = graphql(
  `
    query PolicyGraph($policy: String!, $after: String) {
      policyGraph(policy: $policy, first: 20, after: $after) {
        branchesLeftOut
        endCursor
        hasNextPage
        nodes {
          commit
          parents
          branches
          author
          message
          at
          change {
            id
            number
            title
          }
          signature {
            ...Signature
          }
          version {
            sequence
            inForce
            tag {
              name
              signature {
                ...Signature
              }
            }
          }
        }
      }
      policy(name: $policy) {
        arms {
          id
          arm
          share
          version {
            commit
          }
        }
      }
    }
  `,
  [SIGNATURE],
)

type Answer = ResultOf<typeof GRAPH>
export type Graph = NonNullable<Answer['policyGraph']>
export type GraphNode = Graph['nodes'][number]
export type GraphArm = NonNullable<Answer['policy']>['arms'][number]
