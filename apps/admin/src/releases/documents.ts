import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import { SIGNATURE } from '../signatures/fragment.js'

const ARM_ROW = graphql(`
  fragment ArmRow on ReleaseArm @_unmask {
    id
    arm
    share
    note
    setAt
    setBy {
      name
    }
    version {
      commit
      shortCommit
      sequence
    }
  }
`)

/** What is and was in use of a policy. */
export const RELEASES = graphql(
  `
    query Releases($name: String!) {
      policy(name: $name) {
        name
        inForce {
          commit
          shortCommit
          sequence
        }
        arms {
          ...ArmRow
        }
        armHistory {
          ...ArmRow
        }
        publications {
          id
          commit
          kind
          note
          emergency
          publishedBy
          publishedAt
          supersededAt
          version {
            commit
            shortCommit
            sequence
            author
            tag {
              name
              signature {
                ...Signature
              }
            }
          }
          approval {
            approvedAt
            late
            note
            approvedBy {
              name
            }
          }
        }
      }
    }
  `,
  [ARM_ROW, SIGNATURE],
)

/** Which version held then, and who stands behind it. */
export const IN_FORCE_THEN = graphql(
  `
    query InForceThen($policy: String!, $at: DateTime!) {
      policyInForce(policy: $policy, at: $at) {
        commit
        shortCommit
        sequence
        message
        author
        committedAt
        signature {
          ...Signature
        }
        change {
          id
          number
          title
        }
        approvedBy {
          id
          name
        }
        publications {
          id
          kind
          publishedBy
          publishedAt
          note
          approval {
            approvedBy {
              name
            }
          }
        }
      }
    }
  `,
  [SIGNATURE],
)

/** How verdicts of one arm fell, apart from all others. */
export const ARM_FIGURES = graphql(`
  query ArmFigures($filter: VerdictFilter!) {
    verdictFacets(filter: $filter) {
      total
      atLeast
      outcome {
        value
        count
      }
    }
  }
`)

export const APPROVALS_DUE = graphql(`
  query ApprovalsDue {
    approvalsDue {
      policy
      dueAt
      overdue
      mine
      publication {
        id
        note
        publishedBy
        publishedAt
        version {
          commit
          shortCommit
          sequence
        }
      }
    }
  }
`)

export const SET_ARM = graphql(
  `
    mutation SetReleaseArm($input: SetReleaseArmInput!) {
      setReleaseArm(input: $input) {
        __typename
        ... on ReleaseArm {
          id
          arm
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const ROLL_BACK = graphql(
  `
    mutation RollbackPolicy($input: RollbackPolicyInput!) {
      rollbackPolicy(input: $input) {
        __typename
        ... on Publication {
          id
          commit
          emergency
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const APPROVE_ROLLBACK = graphql(
  `
    mutation ApproveRollback($input: ApproveRollbackInput!) {
      approveRollback(input: $input) {
        __typename
        ... on RollbackApprovalType {
          late
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type Releases = NonNullable<ResultOf<typeof RELEASES>['policy']>
export type Publication = Releases['publications'][number]
export type ArmRow = Releases['arms'][number]
export type Due = ResultOf<typeof APPROVALS_DUE>['approvalsDue'][number]
export type Then = NonNullable<ResultOf<typeof IN_FORCE_THEN>['policyInForce']>
