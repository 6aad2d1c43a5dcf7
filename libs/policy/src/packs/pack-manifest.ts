import { stringify } from 'yaml'
import { inferContract } from '../infer-contract.js'
import type { ContractLabel } from '../output-contract.js'
import type { Provenance } from '../policy-manifest.js'
import { listCodeMentions } from '../rule-codes.js'
import { readRuleTitles } from './rule-titles.js'

/** `policy.yaml` of a text that came without one: what the text itself states, and where it came from. */
export function manifestOfText(text: string, name: string, provenance: Provenance): string {
  const contract = inferContract(text)
  const titles = readRuleTitles(text)
  // Inference also names the groups that codes imply; a manifest lists what the text itself names.
  const named = new Set(listCodeMentions(text).map(({ code }) => code))
  const rules = contract.rules.filter(({ code }) => named.has(code))
  return stringify(
    {
      title: titleOf(text, name),
      owners: [],
      contract: contract.kind,
      labels: Object.fromEntries(
        contract.labels.map(({ label, outcome }: ContractLabel) => [label, outcome]),
      ),
      rules: rules.map(({ code, outcome }, index) => ({
        ...{ code, title: titles.get(code) ?? code, outcome: outcome ?? 'undetermined' },
        ...{ severity: 'medium', precedence: index + 1, ground: 'terms' },
      })),
      effort: 'medium',
      actions: { violates: 'hide', undetermined: 'hide' },
      provenance,
    },
    { lineWidth: 0 },
  )
}

/** The first heading that is no section, else the name in words. */
function titleOf(text: string, name: string): string {
  const heading = /^#\s+(\S.{0,118})$/m
    .exec(text)?.[1]
    ?.replace(/[*_`#]/g, '')
    .trim()
  if (heading && !/^(?:instructions?|definitions?|criteria|examples?|policy)\b/i.test(heading))
    return heading
  const words = name.replace(/[-_\s]+/g, ' ').trim() || 'Policy'
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
