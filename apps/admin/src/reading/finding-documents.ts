import { REFUSED } from '../api/fragments.js'
import { graphql } from '../api/graphql.js'

export const MARK_FINDING = graphql(
  `
    mutation MarkFinding($input: MarkFindingInput!) {
      markFinding(input: $input) {
        __typename
        ... on Finding {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const SUPPRESS_FINDINGS = graphql(
  `
    mutation SuppressFindings($input: SuppressFindingsInput!) {
      suppressFindings(input: $input) {
        __typename
        ... on FindingSuppression {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const LIFT_SUPPRESSION = graphql(
  `
    mutation LiftSuppression($id: ID!) {
      liftSuppression(id: $id) {
        __typename
        ... on FindingSuppression {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)
