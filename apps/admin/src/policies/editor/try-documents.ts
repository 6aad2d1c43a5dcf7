import { REFUSED } from '../../api/fragments.js'
import { graphql, type ResultOf } from '../../api/graphql.js'
import { ATTEMPT } from '../../policy-tests/case-documents.js'

export const TRY_CASE = graphql(
  `
    mutation TryCase($input: TryCaseInput!) {
      tryCase(input: $input) {
        __typename
        ... on TriedCase {
          id
          outcome
          label
          rules
          undeterminedReason
          faults
          endpoint
          model
          effort
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
        ...Refused
      }
    }
  `,
  [REFUSED, ATTEMPT],
)

export type TriedCase = Extract<ResultOf<typeof TRY_CASE>['tryCase'], { __typename: 'TriedCase' }>
