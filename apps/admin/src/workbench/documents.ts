import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import { READING } from '../reading/fragment.js'

export const QUEUES = graphql(`
  query Queues {
    queues {
      name
      policy
      waiting
      leased
      escalated
      dueSoon
      overdue
      oldestAt
    }
  }
`)

export const CASE = graphql(
  `
    query Case($id: ID!) {
      case(id: $id) {
        id
        number
        queue
        reason
        state
        openedAt
        dueAt
        mine
        leaseExpiresAt
        leaseHolder {
          id
          name
        }
        simulated
        decisions {
          id
          outcome
          rules
          isCorrection
          reversed
          reversibleUntil
          recordedAt
          rationale
          decidedBy {
            id
            name
          }
        }
        policyVersion {
          manifest
        }
        verdict {
          ...Reading
          policy
          policyCommit
          model
          effort
          risk
          simulated
          decidedAt
          action {
            kind
            interim
          }
        }
      }
    }
  `,
  [READING],
)

export const NEXT_CASES = graphql(`
  query NextCases($queue: String!) {
    cases(first: 4, filter: { states: [WAITING], queues: [$queue] }) {
      edges {
        node {
          id
          number
          openedAt
          verdict {
            id
            findings {
              id
              severity
            }
          }
        }
      }
    }
  }
`)

const CLAIMED = graphql(
  `
    fragment Claimed on ClaimNextResult {
      __typename
      ... on ClaimedCase {
        leaseToken
        leaseExpiresAt
        case {
          id
          number
          queue
        }
      }
      ... on NoCaseWaiting {
        queue
      }
      ...Refused
    }
  `,
  [REFUSED],
)

export const CLAIM = graphql(
  `
    mutation ClaimNext($input: ClaimNextInput) {
      claimNext(input: $input) {
        ...Claimed
      }
    }
  `,
  [CLAIMED],
)

export const RENEW = graphql(
  `
    mutation RenewLease($caseId: ID!, $leaseToken: String!) {
      renewLease(caseId: $caseId, leaseToken: $leaseToken) {
        ...Claimed
      }
    }
  `,
  [CLAIMED],
)

export const RELEASE = graphql(
  `
    mutation ReleaseLease($caseId: ID!, $leaseToken: String!, $reason: String) {
      releaseLease(caseId: $caseId, leaseToken: $leaseToken, reason: $reason) {
        __typename
        ... on Case {
          id
          number
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const DECIDE = graphql(
  `
    mutation DecideCase($input: DecideCaseInput!) {
      decideCase(input: $input) {
        __typename
        ... on Decision {
          id
          caseId
          outcome
          rules
          isCorrection
          reversibleUntil
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const REVERSE = graphql(
  `
    mutation ReverseDecision($decisionId: ID!) {
      reverseDecision(decisionId: $decisionId) {
        __typename
        ... on Case {
          id
          number
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const CASE_CHANGED = graphql(`
  subscription CaseChanged {
    caseChanged {
      id
      queue
      state
    }
  }
`)

export type Case = NonNullable<ResultOf<typeof CASE>['case']>
export type Queue = ResultOf<typeof QUEUES>['queues'][number]
