import { inferForm } from './infer-contract-form.js'
import { demandsBareAnswer, reportContract } from './infer-contract.js'
import type { ContractLabel, OutputContract } from './output-contract.js'
import type { PolicyManifest } from './policy-manifest.js'

const zeroOrOne: readonly ContractLabel[] = [
  { label: '0', outcome: 'allowed' },
  { label: '1', outcome: 'violates' },
]

/** The contract that a manifest declares; names of keys and fields come from the policy's text. */
export function contractOfManifest(manifest: PolicyManifest, policyText: string): OutputContract {
  const rules = manifest.rules.map(({ code, outcome }) => ({ code, outcome }))
  const strict = demandsBareAnswer(policyText)
  const { contract: kind, labels } = manifest
  const form = kind.endsWith('json') || kind === 'report' ? inferForm(policyText) : undefined
  switch (kind) {
    case 'words':
    case 'custom':
      return { kind, labels, rules, strict }
    case 'binary':
      return { kind, labels: labels.length > 0 ? labels : zeroOrOne, rules, strict: true }
    case 'dual-codes':
      return { kind, labels, rules, strict }
    case 'category-json':
    case 'rationale-json': {
      const { labelKey, rulesKey } = form?.kind === 'json' ? form : defaultKeys[kind]
      const words = labels.length > 0 ? labels : zeroOrOne
      return { kind, labels: words, rules, strict, labelKey, rulesKey }
    }
    case 'report':
      return reportContract(form?.kind === 'report' ? form : null, labels, rules)
  }
}

const defaultKeys = {
  'category-json': { labelKey: 'violation', rulesKey: 'policy_category' },
  'rationale-json': { labelKey: 'violation', rulesKey: 'rule_ids' },
} as const
