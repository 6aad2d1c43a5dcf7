import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const HEAD = graphql(`
  fragment TestRunHead on PolicyTestRun {
    id
    policy
    commit
    state
    endpoint
    model
    effort
    repeats
    cases
    done
    total
    simulated
    passed
    failure
    changeId
    startedAt
    startedBy {
      id
      name
    }
    endedAt
    endedBy {
      name
    }
  }
`)

const SUMMARY = graphql(`
  fragment TestFigures on PolicyTestSummary {
    cases
    results
    correct
    wrong
    undetermined
    pending
    accuracy
    interval {
      low
      high
    }
    passed
    reasons
    demands {
      atLeast
      pairFlipsAtMost
    }
    confusion {
      expected
      concluded
      cases
    }
    rules {
      code
      cases {
        correct
        wrong
        undetermined
        pending
      }
      citations {
        expected
        rightly
        wrongly
        missed
        precision
        recall
      }
    }
    invented {
      code
      count
    }
    flips {
      compared
      flipped
      share
      repeatPairs
      differingPairs
    }
    pairs {
      pairs
      flipped
      rate
      interval {
        low
        high
      }
    }
  }
`)

export const RUN = graphql(
  `
    query PolicyTestRun($id: ID!) {
      policyTestRun(id: $id) {
        ...TestRunHead
        summary {
          ...TestFigures
        }
      }
    }
  `,
  [HEAD, SUMMARY],
)

/** How far a run is; its figures are read again less often. */
export const PROGRESS = graphql(
  `
    subscription PolicyTestProgress($id: ID!) {
      policyTestProgress(id: $id) {
        ...TestRunHead
      }
    }
  `,
  [HEAD],
)

/** Where the commit of a run is a version, and what its rules are called. */
export const TESTED_VERSION = graphql(`
  query TestedVersion($policy: String!, $commit: String!) {
    policyVersion(policy: $policy, ref: $commit) {
      commit
      shortCommit
      sequence
      inForce
      title
      rules {
        code
        title
        severity
        outcome
      }
    }
  }
`)

export const TESTED_CHANGE = graphql(`
  query TestedChange($id: ID!) {
    change(id: $id) {
      id
      number
      title
    }
  }
`)

export type TestRun = NonNullable<ResultOf<typeof RUN>['policyTestRun']>
export type Figures = TestRun['summary']
export type RuleFigures = Figures['rules'][number]
export type TestedVersion = NonNullable<ResultOf<typeof TESTED_VERSION>['policyVersion']>
export const RUN_TESTS = graphql(
  `
    mutation RunPolicyTests($input: RunPolicyTestsInput!) {
      runPolicyTests(input: $input) {
        __typename
        ... on PolicyTestRun {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const CANCEL_TESTS = graphql(
  `
    mutation CancelPolicyTests($id: ID!) {
      cancelPolicyTests(id: $id) {
        __typename
        ... on PolicyTestRun {
          ...TestRunHead
        }
        ...Refused
      }
    }
  `,
  [REFUSED, HEAD],
)
