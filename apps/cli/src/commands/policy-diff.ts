import type { Command } from 'commander'
import { GraphqlClient } from '../installation/graphql-client.js'
import { CliError } from '../cli-error.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Comparison {
  readonly base: { readonly commit: string; readonly shortCommit: string }
  readonly head: { readonly commit: string; readonly shortCommit: string }
  readonly lines: readonly { readonly kind: string; readonly text: string }[]
  readonly rules: readonly { readonly kind: string; readonly code: string }[]
  readonly added: number
  readonly removed: number
}

const document = /* GraphQL */ `
  query PolicyDiff($policy: String!, $base: String!, $head: String!) {
    comparePolicy(policy: $policy, base: $base, head: $head) {
      base {
        commit
        shortCommit
      }
      head {
        commit
        shortCommit
      }
      lines {
        kind
        base
        head
        text
      }
      rules {
        kind
        code
        before {
          code
          title
          outcome
          severity
        }
        after {
          code
          title
          outcome
          severity
        }
      }
      added
      removed
    }
  }
`

export function policyDiffCommand(): Command {
  return verb('diff', 'What changed between two versions of a policy.')
    .argument('<policy>', 'its name, such as spam')
    .argument('<base>', 'a version: v1, a commit or its start, in-force, a branch')
    .argument('<head>', 'the version to compare with it, named alike')
    .action(async (policy: string, base: string, head: string, options: JsonOption) => {
      const client = await GraphqlClient.open('policy-author')
      const { comparePolicy } = await client.ask<{ comparePolicy: Comparison | null }>(document, {
        policy,
        base,
        head,
      })
      if (!comparePolicy)
        throw new CliError('NOT_DONE', `${base} or ${head} is no version of ${policy}`)
      print(options, comparePolicy, asText(policy, comparePolicy))
    })
}

const marks: Readonly<Record<string, string>> = { added: '+', removed: '-', same: ' ' }

function asText(policy: string, comparison: Comparison): string {
  const { base, head, lines, rules, added, removed } = comparison
  return [
    `${policy} ${base.shortCommit}..${head.shortCommit}: ${added} lines added, ${removed} removed`,
    ...rules.map(({ kind, code }) => `rule ${code} ${kind}`),
    ...lines.map(({ kind, text }) => `${marks[kind.toLowerCase()] ?? ' '}${text}`),
  ].join('\n')
}
