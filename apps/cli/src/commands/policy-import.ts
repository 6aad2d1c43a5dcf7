import type { PackPolicy, PackPolicyVersion, PackReading } from '@assize/policy'
import type { Command } from 'commander'
import { CliError } from '../cli-error.js'
import {
  accepted,
  GraphqlClient,
  refusalFields,
  type Refusal,
} from '../installation/graphql-client.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly source: string
  readonly licence: string
  readonly only?: readonly string[]
  readonly dryRun?: boolean
}

interface Imported {
  readonly policy: string
  readonly versions: number
  readonly shape: string
  readonly rules: number
  readonly cases: number
  /** Versions that were there already, word for word. */
  readonly present: number
  readonly commit: string | null
}

interface Committed {
  readonly __typename: 'PolicyVersion'
  readonly commit: string
}

const commit = /* GraphQL */ `
  mutation CommitPackPolicy($input: CommitPolicyInput!) {
    commitPolicy(input: $input) { __typename ... on PolicyVersion { commit } ${refusalFields} }
  }
`

interface Known {
  readonly policy: {
    readonly versions: {
      readonly edges: readonly { readonly node: { readonly bundleSha256: string } }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    }
  } | null
}

const versionsKnown = /* GraphQL */ `
  query VersionsKnown($policy: String!, $after: String) {
    policy(name: $policy) {
      versions(first: 100, after: $after) {
        edges {
          node {
            bundleSha256
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

export function policyImportCommand(): Command {
  return verb('import', 'Make versions of the policies of a pack; nothing of it is put in force.')
    .argument('<pack>', 'a folder or a zip of policies')
    .requiredOption('--source <text>', 'where it came from: an address or a title, for the record')
    .requiredOption('--licence <text>', 'on what terms, as an SPDX expression or in words')
    .option('--only <names...>', 'of these policies alone')
    .option('--dry-run', 'say what would come of it; needs no installation')
    .addHelpText('after', layouts)
    .action(async (path: string, options: Options) => {
      const { readPack } = await import('@assize/policy')
      const { openPack } = await import('../policy-pack/open-pack.js')
      const reading = readPack(await openPack(path), options)
      const wanted = wantedOf(reading, options.only)
      const client = options.dryRun ? null : await GraphqlClient.open('policy-author')
      const imported: Imported[] = []
      for (const policy of wanted) imported.push(await importOne(client, policy, options))
      const { problems } = reading
      print(options, { imported, problems }, asText(imported, reading, options.dryRun ?? false))
      if (imported.length === 0)
        throw new CliError('NOT_DONE', 'no policy could be read: see above')
    })
}

const layouts = `
Read are: <name>/policy.md with policy.yaml and cases.jsonl beside it; policy_v001.md, policy_v002.md … as versions of one
policy; and loose texts, one a policy. Tables (.csv) with columns for content and label, or a rule's code, become test cases.
A policy without policy.yaml gets one with what its text states: read it before you publish.
Example: npx assize policy import pack.zip --source https://example.org/pack --licence CC-BY-4.0 --dry-run`

function wantedOf({ policies }: PackReading, only: readonly string[] | undefined) {
  if (!only) return policies
  const unknown = only.filter((name) => !policies.some((policy) => policy.name === name))
  if (unknown.length > 0)
    throw new CliError('WRONG_USE', `the pack has no policy ${unknown.join(', ')}`)
  return policies.filter(({ name }) => only.includes(name))
}

async function importOne(
  client: GraphqlClient | null,
  { name, versions, rules, cases }: PackPolicy,
  options: Options,
): Promise<Imported> {
  const known = client ? await digestsOf(client, name) : new Set<string>()
  const { bundleDigest } = await import('@assize/policy')
  let present = 0
  let head: string | null = null
  for (const version of versions) {
    const { text, manifestYaml, cases: jsonl } = version
    if (known.has(bundleDigest({ text, manifestYaml, cases: jsonl }))) present++
    else if (client) head = await commitOne(client, name, version, options)
  }
  const shape = versions.at(-1)?.shape ?? 'other'
  return { policy: name, versions: versions.length, shape, rules, cases, present, commit: head }
}

/** Of all versions there are: what a pack brings again makes none. */
async function digestsOf(client: GraphqlClient, policy: string): Promise<ReadonlySet<string>> {
  const digests = new Set<string>()
  for (let after: string | null = null; ;) {
    const page: Known = await client.ask<Known>(versionsKnown, { policy, after })
    const { edges, pageInfo } = page.policy?.versions ?? { edges: [], pageInfo: null }
    for (const { node } of edges) digests.add(node.bundleSha256)
    if (!pageInfo?.hasNextPage) return digests
    after = pageInfo.endCursor
  }
}

async function commitOne(
  client: GraphqlClient,
  policy: string,
  { label, text, manifestYaml, cases }: PackPolicyVersion,
  { source, licence }: Options,
): Promise<string> {
  const { commitPolicy } = await client.ask<{ commitPolicy: Committed | Refusal }>(commit, {
    input: {
      ...{ policy, text, manifest: manifestYaml, cases },
      message: `Import ${label} of ${source} (${licence})`,
    },
  })
  return accepted(commitPolicy).commit
}

function asText(imported: readonly Imported[], { problems }: PackReading, dry: boolean): string {
  const lines = imported.map(({ policy, versions, shape, rules, cases, present, commit: head }) => {
    const held = `${versions} versions, ${rules} rules, ${cases} cases, laid out as ${shape}`
    if (dry) return `${policy}: ${held}`
    if (!head) return `${policy}: there already`
    return `${policy}: ${held}; head ${head.slice(0, 10)}${present > 0 ? `, ${present} there already` : ''}`
  })
  return [...lines, ...problems.map(({ path, message }) => `left out: ${path}: ${message}`)].join(
    '\n',
  )
}
