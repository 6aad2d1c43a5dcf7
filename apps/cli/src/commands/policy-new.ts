import {
  fileNames,
  isPolicyName,
  policyFromTemplate,
  templateNames,
  type TemplateName,
} from '@assize/policy'
import { Option, type Command } from 'commander'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { CliError } from '../cli-error.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly template: TemplateName
}

export function policyNewCommand(): Command {
  return verb('new', 'Begin a policy from a template; needs no installation.')
    .argument('<folder>', 'where its files go; the last part is its name')
    .addOption(
      new Option('--template <name>', 'the shape it begins in')
        .choices(templateNames)
        .default('criteria'),
    )
    .action((folder: string, options: Options) => {
      const policy = basename(resolve(folder))
      if (!isPolicyName(policy))
        throw new CliError('WRONG_USE', `${policy}: expected a name of lower case and hyphens`)
      const files = policyFromTemplate(options.template, policy)
      const written = Object.entries(fileNames).map(([part, name]) => ({
        path: join(folder, name),
        text: files[part as keyof typeof files] ?? '',
      }))
      const there = written.find(({ path }) => existsSync(path))
      if (there) throw new CliError('NOT_DONE', `${there.path} is there already`)
      mkdirSync(folder, { recursive: true })
      for (const { path, text } of written) writeFileSync(path, text)
      const paths = written.map(({ path }) => path)
      print(options, { policy, template: options.template, files: paths }, paths.join('\n'))
    })
}
