import { InvalidArgumentError, type Command } from 'commander'
import { existsSync } from 'node:fs'
import { CliError } from '../cli-error.js'
import { GraphqlClient } from '../installation/graphql-client.js'
import { findPolicies } from '../policy-lint/policy-folders.js'
import type { TestedPolicy } from '../policy-test/tested-policy.js'
import { asText } from '../policy-test/test-report.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly ref?: string
  readonly endpoint?: string
  readonly baseUrl?: string
  readonly model?: string
  readonly keyEnv?: string
  readonly effort?: 'low' | 'medium' | 'high'
  readonly repeats: number
  readonly reason?: string
}

export function policyTestCommand(): Command {
  return verb('test', 'Judge the test cases of a policy, and say how it did.')
    .argument(
      '[policy]',
      'a name in the installation; with --base-url a folder of one policy or of several (default: policies)',
    )
    .option('--ref <version>', 'a version or a branch: v1, a commit or its start, a branch')
    .option('--endpoint <name>', 'the endpoint of the installation to ask')
    .option('--base-url <url>', 'any OpenAI-compatible server; then no installation is needed')
    .option('--model <name>', "the model to ask for; the endpoint's own otherwise")
    .option('--key-env <variable>', 'the environment variable that holds the key of the server')
    .option('--effort <level>', 'low, medium or high; the policy says it otherwise', effort)
    .option('--repeats <k>', 'how often each case is judged, 1 to 10', repeats, 1)
    .option(
      '--reason <text>',
      'why again: what failed stays failed without one, and it is on the record',
    )
    .addHelpText('after', exitHelp)
    .action(async (given: string | undefined, options: Options) => {
      const tested = options.baseUrl
        ? await onDisk(given, options.baseUrl, options)
        : [await inInstallation(given, options)]
      const failing = tested.filter(({ passed }) => !passed)
      const result = { passed: failing.length === 0, policies: tested }
      print(options, result, tested.map(asText).join('\n\n'))
      if (failing.length > 0)
        throw new CliError(
          'NOT_DONE',
          `${failing.length} of ${tested.length} policies do not pass`,
          {
            reported: true,
          },
        )
    })
}

const exitHelp = `
It passes when most repeats of every case conclude as expected and no counterfactual pair flips, unless policy.yaml asks for
less: tests: { atLeast: 0.95, pairFlipsAtMost: 0.1 }. Exit codes: 0 it passes, 1 it does not, 2 wrong use.
Example: npx assize policy test policies/spam --base-url http://127.0.0.1:8000/v1 --model openai/gpt-oss-safeguard-20b`

async function onDisk(
  given: string | undefined,
  baseUrl: string,
  { model, keyEnv, effort: level, repeats: k, ref, endpoint, reason }: Options,
): Promise<readonly TestedPolicy[]> {
  if (ref !== undefined || endpoint !== undefined || reason !== undefined)
    throw new CliError(
      'WRONG_USE',
      '--ref, --endpoint and --reason are of an installation, not of --base-url',
    )
  if (model === undefined)
    throw new CliError('WRONG_USE', 'expected --model beside --base-url: servers have several')
  const policies = findPolicies(given ?? 'policies')
  const { DiskTests } = await import('../policy-test/test-on-disk.js')
  const wish = { baseUrl, model, keyEnv: keyEnv ?? null, effort: level ?? null, repeats: k }
  const tests = wrongUse(() => new DiskTests(wish))
  const tested: TestedPolicy[] = []
  try {
    for (const policy of policies) tested.push(await tests.test(policy))
  } finally {
    await tests.close()
  }
  return tested
}

async function inInstallation(given: string | undefined, options: Options): Promise<TestedPolicy> {
  if (options.keyEnv !== undefined)
    throw new CliError(
      'WRONG_USE',
      '--key-env goes with --base-url; endpoints have keys of their own',
    )
  if (given === undefined)
    throw new CliError('WRONG_USE', 'expected the name of a policy, or --base-url for a folder')
  if (/[/\\.]/.test(given) && existsSync(given))
    throw new CliError(
      'WRONG_USE',
      `${given} is a folder: expected --base-url and --model beside it`,
    )
  const client = await GraphqlClient.open('policy-author')
  const { ref, endpoint, model, effort: level, repeats: k, reason } = options
  const { testInInstallation } = await import('../policy-test/test-in-installation.js')
  return testInInstallation(client, {
    ...{ policy: given, ref, endpoint, model, effort: level, repeats: k, reason },
  })
}

/** An address or a variable that is none was given by whoever called. */
function wrongUse<T>(make: () => T): T {
  try {
    return make()
  } catch (cause) {
    throw new CliError('WRONG_USE', (cause as Error).message, {}, { cause })
  }
}

function effort(text: string): string {
  if (['low', 'medium', 'high'].includes(text)) return text
  throw new InvalidArgumentError('expected low, medium or high')
}

function repeats(text: string): number {
  if (/^([1-9]|10)$/.test(text)) return Number(text)
  throw new InvalidArgumentError('expected 1 to 10')
}
