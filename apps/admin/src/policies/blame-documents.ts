import { graphql, type ResultOf } from '../api/graphql.js'

export const BLAME = graphql(`
  query PolicyBlame($policy: String!, $ref: String!) {
    policyBlame(policy: $policy, ref: $ref) {
      commit
      lines {
        line
        source
      }
      sources {
        commit
        author
        at
        broughtBy {
          name
        }
        approvedBy {
          id
          name
        }
        change {
          id
          number
          title
        }
      }
    }
  }
`)

export type Blame = NonNullable<ResultOf<typeof BLAME>['policyBlame']>
export type BlameSource = Blame['sources'][number]
