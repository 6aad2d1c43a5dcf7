import { PAGE } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

const ROW = graphql(`
  fragment TestRunRow on PolicyTestRun {
    id
    commit
    state
    endpoint
    model
    effort
    repeats
    cases
    done
    total
    simulated
    passed
    changeId
    startedAt
    startedBy {
      name
    }
    summary {
      correct
      wrong
      undetermined
      accuracy
      flips {
        compared
        flipped
      }
      pairs {
        pairs
        flipped
      }
    }
  }
`)

export const RUNS = graphql(
  `
    query PolicyTestRuns(
      $policy: String!
      $first: Int
      $after: String
      $last: Int
      $before: String
    ) {
      policyTestRuns(policy: $policy, first: $first, after: $after, last: $last, before: $before) {
        edges {
          node {
            ...TestRunRow
          }
        }
        pageInfo {
          ...Page
        }
      }
    }
  `,
  [ROW, PAGE],
)

/** The newest run of one version, as far as it is. */
export const NEWEST_RUN = graphql(
  `
    query NewestTestRun($policy: String!, $commit: String!) {
      policyTestRuns(policy: $policy, commit: $commit, first: 1) {
        edges {
          node {
            ...TestRunRow
          }
        }
      }
    }
  `,
  [ROW],
)

/** What a run made of the cases, without their words. */
export const CASE_STANDINGS = graphql(`
  query PolicyTestStandings($id: ID!, $after: String) {
    policyTestRun(id: $id) {
      id
      results(first: 200, after: $after) {
        edges {
          node {
            index
            standing
            majority
            flipped
            pairFlipped
            results {
              repeat
              outcome
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

export const TEST_ENDPOINTS = graphql(`
  query TestEndpoints {
    endpoints {
      id
      name
      model
      simulated
      state
      healthy
    }
  }
`)

export type RunRow = ResultOf<typeof RUNS>['policyTestRuns']['edges'][number]['node']
export type CaseStanding = NonNullable<
  ResultOf<typeof CASE_STANDINGS>['policyTestRun']
>['results']['edges'][number]['node']
