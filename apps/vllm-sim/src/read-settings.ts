import { parseArgs } from 'node:util'
import { faultNames, usualFaultShares, type FaultShares } from './faults/fault-shares.js'
import { plainOptions, type SimulatorOptions } from './options.js'

/** Each setting is a flag, or the variable VLLM_SIM_ and its name; a flag wins. */
const settings = {
  host: 'address to listen on (127.0.0.1)',
  port: 'port, 0 for a free one (8000)',
  name: 'name shown in the fingerprint (sim)',
  model: 'served model names, with commas between them',
  seed: 'decides every made-up reply (1)',
  faults: `"usual", "none" or pairs such as unknown-code=0.1,server-error=0.02; names: ${faultNames.join(', ')} (usual)`,
  'mean-latency-ms': 'mean time of a reply of medium effort (400)',
  'latency-factor': 'scales all times, recorded ones too (1)',
  'max-concurrency': 'calls that run at once (64)',
  traces: 'folder of a trace bundle to replay',
  'unknown-pairs': '"generate" or "refuse" what the bundle does not hold (generate)',
  'api-key': 'key that callers must send',
  'reasoning-field': '"reasoning" or "reasoning_content" (reasoning)',
} as const

type Setting = keyof typeof settings

export class SettingError extends Error {}

export const usage = [
  'A simulated OpenAI-compatible server. No model runs here, and every reply says so.',
  '',
  ...Object.entries(settings).map(([name, text]) => `  --${name.padEnd(18)} ${text}`),
].join('\n')

/** Null when help is asked for. */
export function readSettings(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SimulatorOptions | null {
  const flags = readFlags(args)
  if (flags['help']) return null
  const find = (name: Setting): string | null => {
    const flag = flags[name]
    const variable = environment[`VLLM_SIM_${name.toUpperCase().replaceAll('-', '_')}`]
    return typeof flag === 'string' ? flag : variable?.trim() || null
  }
  const number = (name: Setting, otherwise: number, most: number, whole = false): number => {
    const text = find(name)
    if (text === null) return otherwise
    const value = Number(text)
    if (text.trim() !== '' && value >= 0 && value <= most && (!whole || Number.isInteger(value)))
      return value
    throw new SettingError(
      `--${name}: expected a ${whole ? 'whole ' : ''}number from 0 to ${most}, saw "${text}"`,
    )
  }
  return {
    ...plainOptions,
    host: find('host') ?? plainOptions.host,
    port: number('port', 8000, 65_535, true),
    name: find('name') ?? plainOptions.name,
    models:
      find('model')
        ?.split(',')
        .map((name) => name.trim()) ?? plainOptions.models,
    seed: find('seed') ?? plainOptions.seed,
    faults: parseFaults(find('faults') ?? 'usual'),
    meanLatencyMs: number('mean-latency-ms', 400, 600_000),
    latencyFactor: number('latency-factor', 1, 1000),
    maxConcurrency: Math.max(1, number('max-concurrency', 64, 100_000, true)),
    traces: find('traces'),
    unknownPairs: oneOf('unknown-pairs', find('unknown-pairs') ?? 'generate', [
      'generate',
      'refuse',
    ]),
    apiKey: find('api-key'),
    reasoningField: oneOf('reasoning-field', find('reasoning-field') ?? 'reasoning', [
      'reasoning',
      'reasoning_content',
    ]),
  }
}

function readFlags(
  args: readonly string[],
): Readonly<Record<string, string | boolean | undefined>> {
  const options = Object.fromEntries(
    Object.keys(settings).map((name) => [name, { type: 'string' as const }]),
  )
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } } }).values
  } catch (cause) {
    throw new SettingError((cause as Error).message, { cause })
  }
}

/** The usual shares, none, or the named ones alone; together at most 1. */
export function parseFaults(text: string): FaultShares {
  if (text === 'usual') return usualFaultShares
  if (text === 'none') return {}
  const pairs = text.split(',').map((pair) => {
    const [name, share] = pair.split('=').map((part) => part.trim())
    const known = faultNames.find((one) => one === name)
    if (!known)
      throw new SettingError(`--faults: expected one of ${faultNames.join(', ')}, saw "${name}"`)
    const value = Number(share)
    if (!share || !(value >= 0 && value <= 1))
      throw new SettingError(`--faults: expected ${known}=<share from 0 to 1>, saw "${pair}"`)
    return [known, value] as const
  })
  return Object.fromEntries(pairs)
}

function oneOf<T extends string>(name: Setting, value: string, choices: readonly T[]): T {
  const choice = choices.find((one) => one === value)
  if (choice) return choice
  throw new SettingError(`--${name}: expected ${choices.join(' or ')}, saw "${value}"`)
}
