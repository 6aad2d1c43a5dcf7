import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const RETENTION = graphql(`
  query Retention {
    retention {
      usualKeepDays
      leastKeepDays
      rules {
        id
        policy
        outcome
        keepDays
        updatedAt
        updatedBy {
          id
          name
        }
      }
    }
  }
`)

export const SAVE_RULE = graphql(
  `
    mutation SaveRetentionRule($input: SaveRetentionRuleInput!) {
      saveRetentionRule(input: $input) {
        __typename
        ... on RetentionRule {
          id
          keepDays
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const REMOVE_RULE = graphql(
  `
    mutation RemoveRetentionRule($id: ID!) {
      removeRetentionRule(id: $id) {
        __typename
        ... on RetentionRuleRemoved {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type RetentionRule = ResultOf<typeof RETENTION>['retention']['rules'][number]
