import type { Effort, ExportFormat } from '@assize/policy'
import { Option, type Command } from 'commander'
import { writeFileSync } from 'node:fs'
import { CliError } from '../cli-error.js'
import { GraphqlClient } from '../installation/graphql-client.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly as: ExportFormat
  readonly model?: string
  readonly out?: string
}

interface Version {
  readonly sequence: number
  readonly title: string
  readonly commit: string
  readonly text: string
  readonly manifest: { readonly effort: Effort }
}

const document = /* GraphQL */ `
  query ExportedPolicy($policy: String!, $ref: String!) {
    policyVersion(policy: $policy, ref: $ref) {
      sequence
      title
      commit
      text
      manifest
    }
  }
`

export function policyExportCommand(): Command {
  return verb('export', 'Write a policy for a tool of somebody else’s.')
    .argument('<policy>', 'its name, such as spam')
    .argument('[ref]', 'a version: v1, a commit or its start, in-force, a branch', 'in-force')
    .addOption(
      new Option('--as <format>', 'for which tool')
        .choices(['lmstudio-preset', 'ollama-modelfile', 'curl'])
        .makeOptionMandatory(),
    )
    .option('--model <name>', 'which model it names')
    .option('--out <file>', 'where to write it (default: standard output)')
    .action(async (policy: string, ref: string, options: Options) => {
      const { exportPolicy } = await import('@assize/policy')
      const client = await GraphqlClient.open('policy-author')
      const { policyVersion } = await client.ask<{ policyVersion: Version | null }>(document, {
        policy,
        ref,
      })
      if (!policyVersion) throw new CliError('NOT_DONE', `there is no version ${ref} of ${policy}`)
      const { sequence, title, text, manifest, commit } = policyVersion
      const version = `v${sequence}`
      const { effort } = manifest
      const file = exportPolicy(
        { name: policy, title, version, text, effort },
        options.as,
        options.model,
      )
      if (options.out !== undefined) writeFileSync(options.out, file)
      const said =
        options.out === undefined ? file.replace(/\n$/, '') : `${options.out}: ${title} ${version}`
      print(options, { policy, version, commit, file: options.out ?? file }, said)
    })
}
