import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const FINDING_RULES = graphql(`
  query FindingRules($policy: String!) {
    findingRules(policy: $policy) {
      id
      policy
      setAt
      setBy {
        name
      }
      rules {
        type
        severity
        minConfidence
        does
      }
      suppressions {
        id
        type
        rule
        reason
        recordedAt
        until
        liftedAt
        inForce
        by {
          name
        }
        liftedBy {
          name
        }
      }
    }
    detectors {
      type
    }
  }
`)

export const SET_FINDING_RULES = graphql(
  `
    mutation SetFindingRules($input: SetFindingRulesInput!) {
      setFindingRules(input: $input) {
        __typename
        ... on FindingRules {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type FindingRules = ResultOf<typeof FINDING_RULES>['findingRules']
export type FindingRule = FindingRules['rules'][number]
export type Suppression = FindingRules['suppressions'][number]
