import { isDomainError, SystemClock, SystemRandomness } from '@assize/kernel'
import {
  PinnedEndpoint,
  readTestedCases,
  runCases,
  standingsOf,
  summariseRun,
  turnsOf,
  type TestedCase,
  type TestResult,
} from '@assize/evaluation'
import { parseEndpoint, type Endpoint } from '@assize/inference'
import {
  EnvironmentApiKeys,
  GptTokenCounter,
  OpenAiChatClient,
  SystemTimer,
} from '@assize/inference/nest'
import {
  checkPolicyText,
  contractOfManifest,
  parsePolicyManifest,
  type Effort,
  type OutputContract,
  type PolicyManifest,
} from '@assize/policy'
import { readText, type PolicyOnDisk } from '../policy-lint/policy-folders.js'
import { ProgressBar } from '../progress-bar.js'
import type { CaseReport, TestedPolicy } from './tested-policy.js'

export interface DiskWish {
  readonly baseUrl: string
  readonly model: string
  readonly keyEnv: string | null
  readonly effort: Effort | null
  readonly repeats: number
}

interface Read {
  readonly text: string
  readonly manifest: PolicyManifest
  readonly contract: OutputContract
  readonly cases: readonly TestedCase[]
}

/** Has the cases of policies on disk judged by a server, as an installation would; nothing is kept anywhere. */
export class DiskTests {
  private readonly endpoint: Endpoint
  private readonly client: OpenAiChatClient
  private readonly pinned: PinnedEndpoint

  /** Throws `ENDPOINT_INVALID`. */
  constructor(private readonly wish: DiskWish) {
    const { baseUrl, model, keyEnv } = wish
    const entry = { name: baseUrl.slice(0, 80), baseUrl, model, maxInFlight: 32 }
    this.endpoint = parseEndpoint({ ...entry, ...(keyEnv === null ? {} : { apiKeyEnv: keyEnv }) })
    const tokens = new GptTokenCounter()
    this.client = new OpenAiChatClient({ keys: new EnvironmentApiKeys(), tokens })
    const [clock, timer, randomness] = [
      new SystemClock(),
      new SystemTimer(),
      new SystemRandomness(),
    ]
    const calls = { client: this.client, tokens, clock, timer, randomness }
    this.pinned = new PinnedEndpoint(this.endpoint, calls)
  }

  close(): Promise<void> {
    return this.client.close()
  }

  async test(policy: PolicyOnDisk): Promise<TestedPolicy> {
    try {
      return await this.judge(policy, read(policy))
    } catch (error) {
      if (!isDomainError(error)) throw error
      const effort = this.wish.effort ?? ''
      return { ...this.head(policy, effort), ...untested, failure: error.message }
    }
  }

  private async judge(policy: PolicyOnDisk, { text, manifest, contract, cases }: Read) {
    const effort = this.wish.effort ?? manifest.effort
    const turns = turnsOf(cases, this.wish.repeats)
    const results: TestResult[] = []
    const bar = new ProgressBar(policy.shown)
    bar.update(0, turns.length)
    try {
      await runCases({
        ...{ policy: { text, contract }, effort, turns },
        ...{ dispatcher: this.pinned, atOnce: this.pinned.atOnce },
        keep: ({ result }) => {
          bar.update(results.push(result), turns.length)
          return Promise.resolve()
        },
      })
    } finally {
      bar.stop()
    }
    const summary = summariseRun({ cases, results, contract, demands: manifest.tests })
    return {
      ...{ ...this.head(policy, effort), failure: null, summary, passed: summary.passed },
      simulated: results.some(({ simulated }) => simulated),
      cases: reportsOf(cases, results),
    }
  }

  private head({ shown }: PolicyOnDisk, effort: string) {
    const { name: endpoint, model } = this.endpoint
    return { policy: shown, run: null, endpoint, model, effort, repeats: this.wish.repeats }
  }
}

const untested = { simulated: false, passed: false, summary: null, cases: [] } as const

/** Throws what is wrong with the files. */
function read({ paths }: PolicyOnDisk): Read {
  const text = checkPolicyText(readText(paths.text))
  const manifest = parsePolicyManifest(paths.manifest === null ? '' : readText(paths.manifest))
  const contract = contractOfManifest(manifest, text)
  const jsonl = paths.cases === null ? null : readText(paths.cases)
  return { text, manifest, contract, cases: readTestedCases({ cases: jsonl, contract }) }
}

const reportsOf = (
  cases: readonly TestedCase[],
  results: readonly TestResult[],
): readonly CaseReport[] =>
  standingsOf(cases, results).flatMap(({ index, standing, majority, flipped }) => {
    const of = cases[index]?.case
    if (!of) return []
    const its = results
      .filter(({ caseIndex }) => caseIndex === index)
      .sort((a, b) => a.repeat - b.repeat)
    return {
      ...{ index, label: of.label, expectedRules: of.rules, note: of.note },
      ...{ standing, majority, flipped },
      results: its.map(({ repeat, outcome, label, rules, undeterminedReason }) => ({
        ...{ repeat, outcome, label, rules, undeterminedReason },
      })),
    }
  })
