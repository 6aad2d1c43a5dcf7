import type { Command } from 'commander'
import {
  accepted,
  GraphqlClient,
  refusalFields,
  type Refusal,
} from '../installation/graphql-client.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Publication {
  readonly __typename: 'Publication'
  readonly id: string
  readonly commit: string
  readonly publishedBy: string
  readonly publishedAt: string
}

const document = /* GraphQL */ `
  mutation PublishPolicy($input: PublishPolicyInput!) {
    publishPolicy(input: $input) {
      __typename
      ... on Publication { id commit kind note publishedBy publishedAt }
      ${refusalFields}
    }
  }
`

export function policyPublishCommand(): Command {
  return verb('publish', 'Put a version of a policy in force: classify uses it from then on.')
    .argument('<policy>', 'its name, such as spam')
    .argument('[ref]', 'a version: v1, a commit or its start, a branch', 'main')
    .option('--note <text>', 'why, for the record')
    .action(async (policy: string, ref: string, options: JsonOption & { note?: string }) => {
      const client = await GraphqlClient.open('policy-approver')
      const { publishPolicy } = await client.ask<{ publishPolicy: Publication | Refusal }>(
        document,
        {
          input: { policy, ref, note: options.note },
        },
      )
      const publication = accepted(publishPolicy)
      print(options, publication, `${policy} ${publication.commit.slice(0, 10)} is in force`)
    })
}
