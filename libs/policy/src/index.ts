export { inferContract } from './infer-contract.js'
export {
  contractKinds,
  outcomeOfLabel,
  outcomeOfRule,
  outcomes,
  type ContractKind,
  type ContractLabel,
  type ContractRule,
  type DualCodesContract,
  type JsonContract,
  type Outcome,
  type OutputContract,
  type ReportContract,
  type WordContract,
} from './output-contract.js'
export { contractOfManifest } from './policy-manifest-contract.js'
export {
  actionKinds,
  efforts,
  grounds,
  parsePolicyManifest,
  PolicyManifestError,
  readPolicyManifest,
  severities,
  type ActionKind,
  type Effort,
  type Ground,
  type ManifestFault,
  type ManifestProblem,
  type ManifestReading,
  type PolicyManifest,
  type RuleEntry,
  type Severity,
} from './policy-manifest.js'
export {
  ancestors,
  listCodeMentions,
  readRuleCodes,
  type CodeMention,
  type RuleCodes,
} from './rule-codes.js'
