import { PAGE } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import { HEAD } from './documents.js'

const CASE = graphql(`
  fragment TestedCase on PolicyTestCase {
    index
    label
    expected
    expectedRules
    note
    pair
    swap
    standing
    majority
    flipped
    pairFlipped
    content
  }
`)

export const CASES = graphql(
  `
    query PolicyTestCases(
      $id: ID!
      $only: PolicyTestFilter
      $first: Int
      $after: String
      $last: Int
      $before: String
    ) {
      policyTestRun(id: $id) {
        id
        results(only: $only, first: $first, after: $after, last: $last, before: $before) {
          edges {
            node {
              ...TestedCase
              results {
                id
                repeat
                outcome
                label
                rules
              }
            }
          }
          pageInfo {
            ...Page
          }
        }
      }
    }
  `,
  [CASE, PAGE],
)

/** Which cases stand beside one another under a filter. */
export const PLACES = graphql(`
  query PolicyTestPlaces($id: ID!, $only: PolicyTestFilter) {
    policyTestRun(id: $id) {
      id
      results(only: $only, first: 200) {
        edges {
          node {
            index
          }
        }
      }
    }
  }
`)

export const ATTEMPT = graphql(`
  fragment TestedAttempt on PolicyTestAttempt {
    number
    model
    effort
    wholeMs
    httpStatus
    finishReason
    errorClass
  }
`)

export const ONE_CASE = graphql(
  `
    query PolicyTestCase($id: ID!, $index: Int!) {
      policyTestRun(id: $id) {
        ...TestRunHead
        summary {
          rules {
            citations {
              expected
            }
          }
        }
        case(index: $index) {
          ...TestedCase
          results {
            id
            repeat
            outcome
            label
            rules
            undeterminedReason
            faults
            model
            effort
            finishReason
            latencyMs
            simulated
            trace
            output
            rationale
            usage {
              promptTokens
              completionTokens
              reasoningTokens
              cachedTokens
              estimated
            }
            attempts {
              ...TestedAttempt
            }
          }
        }
      }
    }
  `,
  [HEAD, CASE, ATTEMPT],
)

export type CaseRow = NonNullable<
  ResultOf<typeof CASES>['policyTestRun']
>['results']['edges'][number]['node']
export type OpenCase = NonNullable<NonNullable<ResultOf<typeof ONE_CASE>['policyTestRun']>['case']>
export type CaseResult = OpenCase['results'][number]
export type Attempt = CaseResult['attempts'][number]
