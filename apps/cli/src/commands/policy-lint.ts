import { Option, type Command } from 'commander'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../cli-error.js'
import { ownVersion, root } from '../places.js'
import { lintOnDisk, type Linted } from '../policy-lint/lint-on-disk.js'
import { asJson, asSarif, asText } from '../policy-lint/lint-report.js'
import { findPolicies } from '../policy-lint/policy-folders.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly fix?: boolean
  readonly sarif?: boolean
  readonly strict?: boolean
}

export function policyLintCommand(): Command {
  return verb('lint', 'Check policies on disk as a commit would; needs no installation.')
    .argument(
      '[paths...]',
      'folders of one policy each or of several, or single texts (default: policies)',
    )
    .addOption(new Option('--sarif', 'print the result as SARIF 2.1.0').conflicts('json'))
    .option('--fix', 'write back what can be mended without changing what a policy asks')
    .option('--strict', 'a warning fails as well')
    .action(async (given: readonly string[], options: Options) => {
      const policies = (given.length > 0 ? given : [usualFolder()]).flatMap(findPolicies)
      const linted: Linted[] = []
      for (const policy of policies)
        linted.push(await lintOnDisk(policy, { fix: options.fix ?? false }))
      if (options.sarif) console.log(JSON.stringify(asSarif(linted, ownVersion()), null, 2))
      else print(options, asJson(linted), asText(linted))
      const failing = linted.filter(({ remarks }) =>
        remarks.some(
          ({ severity }) => severity === 'error' || (options.strict && severity === 'warning'),
        ),
      )
      if (failing.length > 0)
        throw new CliError('NOT_DONE', `${failing.length} of ${linted.length} policies: see above`)
    })
}

const usualFolder = (): string => (existsSync('policies') ? 'policies' : join(root, 'policies'))
