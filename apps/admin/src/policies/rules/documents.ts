import { graphql, type ResultOf } from '../../api/graphql.js'

/** The tree of rules with what each rests on, where it came from and what became of it. */
export const RULES = graphql(`
  query RulesOfVersion(
    $policy: String!
    $ref: String!
    $includeSimulated: Boolean
    $includeImported: Boolean
  ) {
    policyVersion(policy: $policy, ref: $ref) {
      commit
      rules {
        code
        parent
        title
        outcome
        severity
        precedence
        ground
        terms
        law
        life(includeSimulated: $includeSimulated, includeImported: $includeImported) {
          named
          fired
          overturned
          citedUndefined
        }
      }
    }
  }
`)

export const RULE_BLAME = graphql(`
  query RuleBlame($policy: String!, $ref: String!) {
    policyBlame(policy: $policy, ref: $ref) {
      rules {
        code
        introduced {
          commit
          shortCommit
          sequence
          author
          committedAt
        }
        reworded {
          commit
          shortCommit
          sequence
          author
          committedAt
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

export type Rule = NonNullable<ResultOf<typeof RULES>['policyVersion']>['rules'][number]
export type RuleOrigin = NonNullable<ResultOf<typeof RULE_BLAME>['policyBlame']>['rules'][number]
