import { REFUSED } from '../api/fragments.js'
import { graphql } from '../api/graphql.js'

export const OPEN = graphql(
  `
    mutation OpenChange($input: OpenChangeInput!) {
      openChange(input: $input) {
        __typename
        ... on Change {
          id
          number
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const CREATE_BRANCH = graphql(
  `
    mutation CreateBranch($input: CreateBranchInput!) {
      createBranch(input: $input) {
        __typename
        ... on Branch {
          name
          head
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const APPROVE = graphql(
  `
    mutation ApproveChange($input: ApproveChangeInput!) {
      approveChange(input: $input) {
        __typename
        ... on Change {
          id
          state
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const REQUEST = graphql(
  `
    mutation RequestChanges($input: RequestChangesInput!) {
      requestChanges(input: $input) {
        __typename
        ... on Change {
          id
          state
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const COMMENT = graphql(
  `
    mutation CommentChange($input: CommentChangeInput!) {
      commentChange(input: $input) {
        __typename
        ... on Change {
          id
          state
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const MERGE = graphql(
  `
    mutation MergeChange($input: MergeChangeInput!) {
      mergeChange(input: $input) {
        __typename
        ... on Change {
          id
          state
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const CLOSE = graphql(
  `
    mutation CloseChange($id: ID!, $note: String) {
      closeChange(id: $id, note: $note) {
        __typename
        ... on Change {
          id
          state
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const REVERT = graphql(
  `
    mutation RevertChange($id: ID!) {
      revertChange(id: $id) {
        __typename
        ... on Change {
          id
          number
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const CHERRY_PICK = graphql(
  `
    mutation CherryPick($input: CherryPickInput!) {
      cherryPick(input: $input) {
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

export const REVERT_COMMIT = graphql(
  `
    mutation RevertCommit($input: RevertCommitInput!) {
      revertCommit(input: $input) {
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
