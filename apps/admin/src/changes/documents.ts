import { PAGE } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import { SIGNATURE } from '../signatures/fragment.js'

const HEAD = graphql(`
  fragment ChangeHead on Change {
    id
    number
    title
    state
    branch
    target
    openedAt
    openedBy {
      id
      name
    }
  }
`)

export const CHANGES = graphql(
  `
    query Changes($first: Int, $after: String, $last: Int, $before: String, $filter: ChangeFilter) {
      changes(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        edges {
          node {
            ...ChangeHead
          }
        }
        pageInfo {
          ...Page
        }
      }
    }
  `,
  [HEAD, PAGE],
)

/** What a row tells beside its head; it costs more than the heads of a whole page. */
export const CHANGE_SIGNS = graphql(`
  query ChangeSigns($id: ID!) {
    change(id: $id) {
      id
      detail {
        head
        policies {
          policy
        }
        checks {
          name
          state
          required
        }
        merge {
          mergeable
          approvals
          requiredApprovals
          conflicts
          obstacles {
            kind
            message
          }
        }
      }
    }
  }
`)

export const OPEN_CHANGES = graphql(`
  query OpenChanges {
    changes(first: 20, filter: { state: OPEN }) {
      edges {
        node {
          id
          number
          title
          branch
          openedAt
          openedBy {
            name
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`)

const FILE = graphql(`
  fragment FileOfChange on FileChange {
    path
    kind
    cut
    added
    removed
    lines {
      kind
      text
    }
  }
`)

const RULE = graphql(`
  fragment RuleOfChange on Rule {
    title
    outcome
    severity
    precedence
    ground
    start
    end
  }
`)

const DIFF = graphql(
  `
    fragment PolicyOfChange on PolicyChange {
      policy
      files {
        ...FileOfChange
      }
      rules {
        kind
        code
        fields
        before {
          ...RuleOfChange
        }
        after {
          ...RuleOfChange
        }
      }
      examples {
        kind
        line
        labelBefore
        labelAfter
        rules
      }
    }
  `,
  [FILE, RULE],
)

export const CHANGE = graphql(
  `
    query Change($id: ID!) {
      change(id: $id) {
        ...ChangeHead
        description
        reverts {
          id
          number
          title
        }
        detail {
          head
          base
          mergeCommit
          authors {
            id
            name
          }
          commits {
            oid
            author
            broughtBy {
              name
            }
            message
            at
            signature {
              ...Signature
            }
          }
          checks {
            id
            commit
            name
            required
            state
            reportId
            summary
            reportedAt
          }
          merge {
            mergeable
            approvals
            requiredApprovals
            conflicts
            commands
            obstacles {
              kind
              message
            }
            owners {
              path
              owners
              approved
            }
          }
          events {
            id
            kind
            commit
            words
            recordedAt
            stands
            by {
              id
              name
            }
          }
          policies {
            ...PolicyOfChange
          }
          files {
            ...FileOfChange
          }
        }
      }
    }
  `,
  [HEAD, DIFF, FILE, SIGNATURE],
)

export const BRANCHES = graphql(`
  query Branches {
    branches {
      name
      head
    }
  }
`)

export type ChangeRow = ResultOf<typeof CHANGES>['changes']['edges'][number]['node']
export type WholeChange = NonNullable<ResultOf<typeof CHANGE>['change']>
export type ChangeDetail = WholeChange['detail']
export type PolicyDiff = ChangeDetail['policies'][number]
export type FileDiff = ChangeDetail['files'][number]
export type RuleDiff = PolicyDiff['rules'][number]
export type ExampleDiff = PolicyDiff['examples'][number]
export type Check = ChangeDetail['checks'][number]
export type Happening = ChangeDetail['events'][number]
export type Signs = NonNullable<ResultOf<typeof CHANGE_SIGNS>['change']>['detail']
