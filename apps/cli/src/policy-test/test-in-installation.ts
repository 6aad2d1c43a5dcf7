import type { RunSummary } from '@assize/evaluation'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.js'
import {
  accepted,
  refusalFields,
  type GraphqlClient,
  type Refusal,
} from '../installation/graphql-client.js'
import { ProgressBar } from '../progress-bar.js'
import type { CaseReport, TestedPolicy } from './tested-policy.js'

export interface RunWish {
  readonly policy: string
  readonly ref?: string | undefined
  readonly endpoint?: string | undefined
  readonly model?: string | undefined
  readonly effort?: string | undefined
  readonly repeats: number
  readonly reason?: string | undefined
}

interface Run {
  readonly __typename: 'PolicyTestRun'
  readonly id: string
  readonly policy: string
  readonly commit: string
  readonly state: string
  readonly endpoint: string
  readonly model: string
  readonly effort: string
  readonly repeats: number
  readonly simulated: boolean
  readonly done: number
  readonly total: number
  readonly passed: boolean | null
  readonly failure: string | null
}

const runFields =
  '__typename id policy commit state endpoint model effort repeats simulated done total passed failure'

const begin = /* GraphQL */ `
  mutation RunPolicyTests($input: RunPolicyTestsInput!) {
    runPolicyTests(input: $input) { __typename ... on PolicyTestRun { ${runFields} } ${refusalFields} }
  }
`
const look = /* GraphQL */ `query PolicyTestRun($id: ID!) { policyTestRun(id: $id) { ${runFields} } }`

const cancel = /* GraphQL */ `
  mutation CancelPolicyTests($id: ID!) {
    cancelPolicyTests(id: $id) {
      __typename
    }
  }
`

const figures = /* GraphQL */ `
  query PolicyTestFigures($id: ID!, $after: String) {
    policyTestRun(id: $id) {
      summary {
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
          list
        }
        pairs {
          pairs
          flipped
          rate
          interval {
            low
            high
          }
          list {
            pair
            members {
              index
              swap
              majority
            }
          }
        }
        demands {
          atLeast
          pairFlipsAtMost
        }
        passed
        reasons
      }
      results(first: 200, after: $after) {
        edges {
          node {
            index
            label
            expectedRules
            note
            standing
            majority
            flipped
            results {
              repeat
              outcome
              label
              rules
              undeterminedReason
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`

interface Figures {
  readonly policyTestRun: {
    readonly summary: RunSummary
    readonly results: {
      readonly edges: readonly { readonly node: CaseReport }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    }
  }
}

const pauseMs = 300

/** Has an installation test a policy; who stops waiting calls the run off. */
export async function testInInstallation(
  client: GraphqlClient,
  wish: RunWish,
): Promise<TestedPolicy> {
  const input = { ...wish, effort: wish.effort?.toUpperCase() }
  const { runPolicyTests } = await client.ask<{ runPolicyTests: Run | Refusal }>(begin, { input })
  const run = await untilEnded(client, accepted(runPolicyTests))
  const { summary, cases } = await figuresOf(client, run.id)
  const { id, commit, policy, endpoint, model, repeats, simulated, failure } = run
  const state = run.state.toLowerCase()
  return {
    ...{ policy, run: { id, commit }, endpoint, model, repeats, simulated, summary, cases },
    effort: run.effort.toLowerCase(),
    failure: failure ?? (state === 'finished' ? null : `the run was ${state}`),
    passed: run.passed ?? false,
  }
}

async function figuresOf(
  client: GraphqlClient,
  id: string,
): Promise<{ readonly summary: RunSummary; readonly cases: readonly CaseReport[] }> {
  const cases: CaseReport[] = []
  for (let after: string | null = null; ;) {
    const answer: Figures = inHouseWords(await client.ask<Figures>(figures, { id, after }))
    const { summary, results } = answer.policyTestRun
    cases.push(...results.edges.map(({ node }) => node))
    if (!results.pageInfo.hasNextPage) return { summary, cases }
    after = results.pageInfo.endCursor
  }
}

async function untilEnded(client: GraphqlClient, begun: Run): Promise<Run> {
  let run = begun
  const callOff = () => void client.ask(cancel, { id: run.id }).finally(() => process.exit(1))
  process.once('SIGINT', callOff)
  const bar = new ProgressBar(run.policy)
  try {
    while (run.state === 'RUNNING') {
      bar.update(run.done, run.total)
      await sleep(pauseMs)
      const { policyTestRun } = await client.ask<{ policyTestRun: Run | null }>(look, {
        id: run.id,
      })
      if (!policyTestRun) throw new CliError('NOT_DONE', 'the run is there no longer')
      run = policyTestRun
    }
  } finally {
    bar.stop()
    process.off('SIGINT', callOff)
  }
  return run
}

const enums = new Set(['expected', 'concluded', 'majority', 'standing', 'outcome'])

/** Closed words as the house writes them, whatever they travelled as. */
const inHouseWords = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (key, each: unknown) =>
    enums.has(key) && typeof each === 'string' ? each.toLowerCase() : each,
  ) as T
