import { InvalidArgumentError, type Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { text as readStream } from 'node:stream/consumers'
import { CliError } from '../cli-error.js'
import {
  accepted,
  GraphqlClient,
  refusalFields,
  type Refusal,
} from '../installation/graphql-client.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Verdict {
  readonly __typename: 'Verdict'
  readonly id: string
  readonly policy: string
  readonly outcome: string
  readonly rules: readonly string[]
  readonly flagged: boolean
  readonly simulated: boolean
}

interface Pending {
  readonly __typename: 'PendingClassification'
  readonly id: string
  readonly policy: string
  readonly interimAction: string
}

interface Classified {
  readonly __typename: 'Classified'
  readonly results: readonly (Verdict | Pending)[]
}

interface Options extends JsonOption {
  readonly policy: readonly string[]
  readonly file?: string
  readonly effort?: string
  readonly deadline: number
  readonly idempotencyKey?: string
  readonly externalId?: string
}

const results = /* GraphQL */ `
  ... on Verdict { id policy policyCommit outcome label rules severity rationale flagged model simulated latencyMs }
  ... on PendingClassification { id policy interimAction acceptedAt }
`

const document = /* GraphQL */ `
  mutation Classify($input: ClassifyInput!) {
    classify(input: $input) {
      __typename
      ${results}
      ... on Classified { results { __typename ${results} } }
      ${refusalFields}
    }
  }
`

export function classifyCommand(): Command {
  return verb('classify', 'Judge one text under one policy or several.')
    .argument('[text]', 'the content; without it and --file it is read from standard input')
    .requiredOption(
      '-p, --policy <name[@ref]>',
      'a policy to judge under; again for each further one',
      (name: string, before: readonly string[] = []) => [...before, name],
    )
    .option('-f, --file <path>', 'read the content from a file')
    .option('--effort <level>', 'low, medium or high; the policy says it otherwise')
    .option('--deadline <ms>', 'how long to wait for the verdict', milliseconds, 60_000)
    .option('--idempotency-key <key>', 'the same key and content give the first answer again')
    .option('--external-id <id>', 'your own name for the content')
    .action(async (given: string | undefined, options: Options) => {
      const content = { text: await contentOf(given, options.file) }
      const client = await GraphqlClient.open('service')
      const { classify } = await client.ask<{
        classify: Verdict | Pending | Classified | Refusal
      }>(document, { input: { content, ...inputOf(options) } })
      const answer = accepted(classify)
      const each = answer.__typename === 'Classified' ? answer.results : [answer]
      print(options, answer, each.map(asText).join('\n'))
    })
}

const inputOf = (options: Options): Readonly<Record<string, unknown>> => ({
  policies: options.policy.map((wish) => {
    const at = wish.indexOf('@')
    return at < 0 ? { policy: wish } : { policy: wish.slice(0, at), ref: wish.slice(at + 1) }
  }),
  effort: options.effort?.toUpperCase(),
  deadlineMs: options.deadline,
  idempotencyKey: options.idempotencyKey,
  externalId: options.externalId,
})

async function contentOf(given: string | undefined, file: string | undefined): Promise<string> {
  if (given !== undefined && file !== undefined) {
    throw new CliError('WRONG_USE', 'expected the content as an argument or by --file, saw both')
  }
  if (given !== undefined) return given
  if (file === undefined) return readStream(process.stdin)
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CliError('WRONG_USE', `--file: ${error.message}`)
  })
}

function asText(result: Verdict | Pending): string {
  if (result.__typename === 'PendingClassification') {
    return `${result.policy}: pending as ${result.id}; until then ${result.interimAction.toLowerCase()}`
  }
  const marks = [result.flagged ? 'flagged' : '', result.simulated ? 'simulated' : '']
  const rules = result.rules.length > 0 ? ` by ${result.rules.join(', ')}` : ''
  const said = marks.filter((mark) => mark !== '').join(', ')
  return `${result.policy}: ${result.outcome.toLowerCase()}${rules}${said ? ` (${said})` : ''}  ${result.id}`
}

function milliseconds(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw new InvalidArgumentError('expected a whole number of milliseconds')
}
