import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import { SIGNATURE } from '../signatures/fragment.js'

const ARM = graphql(`
  fragment Arm on ReleaseArm {
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

export const CARDS = graphql(
  `
    query PolicyCards($includeSimulated: Boolean, $includeImported: Boolean) {
      policies {
        name
        title
        inForce {
          commit
          shortCommit
          sequence
          tokens
          contract
          origin
          rules {
            code
          }
        }
        publications {
          id
          publishedAt
        }
        arms {
          ...Arm
        }
        figures(days: 30, includeSimulated: $includeSimulated, includeImported: $includeImported) {
          verdicts
          flagged
          violates
          corrections
        }
      }
    }
  `,
  [ARM],
)

const VERSION = graphql(`
  fragment Version on PolicyVersion {
    policy
    commit
    shortCommit
    blob
    bundleSha256
    sequence
    title
    author
    message
    origin
    committedAt
    parent
    tokens
    inForce
    contract
  }
`)

const WHOLE = graphql(
  `
    fragment WholeVersion on PolicyVersion {
      ...Version
      text
      manifestYaml
      cases
      labels {
        label
        outcome
      }
      rules {
        code
        title
        outcome
        severity
        precedence
        ground
        start
        end
      }
    }
  `,
  [VERSION],
)

export const POLICY = graphql(
  `
    query Policy($name: String!) {
      policy(name: $name) {
        name
        title
        inForce {
          ...WholeVersion
        }
        arms {
          ...Arm
        }
        versions(first: 50) {
          edges {
            node {
              ...Version
              signature {
                ...Signature
              }
            }
          }
          pageInfo {
            hasNextPage
          }
        }
        publications {
          id
          commit
          kind
          note
          publishedBy
          publishedAt
          supersededAt
        }
        figures(days: 30) {
          verdicts
          flagged
          violates
          corrections
        }
      }
    }
  `,
  [WHOLE, VERSION, ARM, SIGNATURE],
)

export const POLICY_VERSION = graphql(
  `
    query PolicyVersion($policy: String!, $ref: String!) {
      policyVersion(policy: $policy, ref: $ref) {
        ...WholeVersion
      }
    }
  `,
  [WHOLE],
)

/** A policy as a branch has it. */
export const POLICY_DRAFT = graphql(`
  query PolicyDraft($policy: String!, $branch: String!) {
    policyDraft(policy: $policy, branch: $branch) {
      branch
      head
      text
      manifestYaml
      cases
    }
  }
`)

export const COMPARE = graphql(
  `
    query ComparePolicy($policy: String!, $base: String!, $head: String!) {
      comparePolicy(policy: $policy, base: $base, head: $head) {
        added
        removed
        base {
          ...WholeVersion
        }
        head {
          ...WholeVersion
        }
        rules {
          kind
          code
          before {
            title
            outcome
            severity
          }
          after {
            title
            outcome
            severity
          }
        }
      }
    }
  `,
  [WHOLE],
)

export const COMMIT = graphql(
  `
    mutation CommitPolicy($input: CommitPolicyInput!) {
      commitPolicy(input: $input) {
        __typename
        ... on PolicyVersion {
          policy
          commit
          shortCommit
        }
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

export const PUBLISH = graphql(
  `
    mutation PublishPolicy($input: PublishPolicyInput!) {
      publishPolicy(input: $input) {
        __typename
        ... on Publication {
          id
          commit
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type PolicyCard = ResultOf<typeof CARDS>['policies'][number]
export type Policy = NonNullable<ResultOf<typeof POLICY>['policy']>
export type Version = Policy['versions']['edges'][number]['node']
export type WholeVersion = NonNullable<ResultOf<typeof POLICY_VERSION>['policyVersion']>
export type Comparison = NonNullable<ResultOf<typeof COMPARE>['comparePolicy']>
