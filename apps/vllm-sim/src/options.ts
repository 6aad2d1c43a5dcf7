import type { FaultShares } from './faults/fault-shares.js'

export type ReasoningField = 'reasoning' | 'reasoning_content'

export interface SimulatorOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly name: string
  readonly models: readonly string[]
  /** Decides every made-up reply; two servers with the same seed agree. */
  readonly seed: string
  readonly faults: FaultShares
  /** Mean time of a reply of medium effort, before the factor. */
  readonly meanLatencyMs: number
  /** Scales all times, recorded ones too; 0 answers at once. */
  readonly latencyFactor: number
  readonly maxConcurrency: number
  readonly maxModelLen: number
  /** A trace bundle to replay from. */
  readonly traces: string | null
  /** What a prompt that the bundle does not hold gets. */
  readonly unknownPairs: 'generate' | 'refuse'
  readonly apiKey: string | null
  readonly reasoningField: ReasoningField
}

/** Without faults and without delay, as tests want it. */
export const plainOptions: SimulatorOptions = {
  host: '127.0.0.1',
  port: 0,
  name: 'sim',
  models: ['simulated/gpt-oss-safeguard-20b'],
  seed: '1',
  faults: {},
  meanLatencyMs: 0,
  latencyFactor: 1,
  maxConcurrency: 64,
  maxModelLen: 131_072,
  traces: null,
  unknownPairs: 'generate',
  apiKey: null,
  reasoningField: 'reasoning',
}

export const simulatedVersion = 'simulated-0.1.0'
