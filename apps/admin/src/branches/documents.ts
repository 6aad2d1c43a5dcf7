import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const BRANCH_RULES = graphql(`
  query BranchRules {
    branchRules {
      id
      pattern
      requiredApprovals
      requiredChecks
      directCommits
      judgedBy {
        endpoint
        model
        effort
      }
      loosened
      reason
      setAt
      setBy {
        name
      }
    }
    branches {
      name
      asks {
        pattern
        requiredApprovals
        requiredChecks
        directCommits
        judgedBy {
          endpoint
          model
          effort
        }
      }
    }
  }
`)

export const BRANCH_OWNERS = graphql(`
  query BranchOwners($branch: String!) {
    branchOwners(branch: $branch) {
      branch
      head
      text
      lines {
        pattern
        owners
      }
    }
  }
`)

export const SET_BRANCH_RULE = graphql(
  `
    mutation SetBranchRule($input: SetBranchRuleInput!) {
      setBranchRule(input: $input) {
        __typename
        ... on BranchRule {
          id
          pattern
          loosened
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const COMMIT_OWNERS = graphql(
  `
    mutation CommitOwners($input: CommitOwnersInput!) {
      commitOwners(input: $input) {
        __typename
        ... on BranchCommit {
          branch
          commit
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

type Answer = ResultOf<typeof BRANCH_RULES>
export type BranchRule = Answer['branchRules'][number]
export type Branch = Answer['branches'][number]
export type Asks = Omit<Branch['asks'], 'pattern'>
export type JudgedBy = NonNullable<Asks['judgedBy']>
export type Owners = NonNullable<ResultOf<typeof BRANCH_OWNERS>['branchOwners']>
