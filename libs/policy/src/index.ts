export { inferContract } from './infer-contract.js'
export { meaningOfWord } from './label-meaning.js'
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
  type Provenance,
  type RuleEntry,
  type Severity,
  type TestDemands,
} from './policy-manifest.js'
export {
  ancestors,
  listCodeMentions,
  readRuleCodes,
  type CodeMention,
  type RuleCodes,
} from './rule-codes.js'
export { bundleDigest, fileNames, policyFolder, type PolicyFiles } from './policy-bundle.js'
export { compareVersions, type PolicyComparison } from './compare-versions.js'
export { parsePolicyCases, type CaseTurn, type PolicyCase } from './policy-cases.js'
export { decideCommit, draftCommit, type CommitPolicy } from './decide-commit.js'
export { applyDiff, diffTexts, type DiffLine } from './policy-diff.js'
export { PolicyError } from './policy-error.js'
export {
  branchRuleEvents,
  branchRuleLoosened,
  branchRuleSet,
  changeChanged,
  changeChangedEvent,
  changeHeadMoved,
  changeHeadMovedEvent,
  changeMerged,
  changeMergedEvent,
  committedEvent,
  policyCommitted,
  policyPublished,
  publishedEvent,
  releaseArmSet,
  releaseArmSetEvent,
  rollbackApproved,
  rollbackOverdue,
} from './policy-events.js'
export { decideImport, draftImport, type ImportVersion } from './imported-version.js'
export {
  applyEdits,
  applyFix,
  applySafeFixes,
  type Fixed,
  type LintedTexts,
} from './lint/apply-fixes.js'
export { lintFiles, lintPolicy, refuseLintErrors } from './lint/lint-policy.js'
export { lintRules, type LintCode } from './lint/lint-rules.js'
export {
  lintedFiles,
  lintSeverities,
  type Edit,
  type LintedFile,
  type LintFix,
  type LintRemark,
  type LintSeverity,
  type Place,
} from './lint/lint-remark.js'
export { toSarif, type SarifRun } from './lint/sarif.js'
export { MemoryPolicyStore } from './memory-policy-store.js'
export {
  checkOwnPolicyName,
  importedPolicyName,
  importedPrefix,
  isPolicyName,
} from './policy-name.js'
export {
  listPartMentions,
  partMention,
  toPartMention,
  readPolicyParts,
  type PartMention,
  type PolicyParts,
} from './policy-parts.js'
export { parsePolicyRef, type PolicyRef } from './policy-ref.js'
export {
  PolicyStore,
  type Author,
  type NewPublication,
  type NewVersion,
  type PolicyPast,
  type VersionsRequest,
} from './policy-store.js'
export {
  checkPolicyText,
  checkStorable,
  checkWords,
  readPolicyText,
  showText,
} from './policy-text.js'
export {
  parseVersionKey,
  versionKey,
  type PolicyVersion,
  type RecordedManifest,
  type VersionEntry,
  type VersionOrigin,
} from './policy-version.js'
export {
  authorsToApprove,
  decidePublication,
  instantAfter,
  resolvePolicy,
  supersededAt,
  type Publication,
  type PublicationKind,
  type Resolution,
} from './publication.js'
export { findBundleAt, readVersionFiles } from './read-version-files.js'
export {
  applyRuleChanges,
  changedFields,
  diffRules,
  fieldsOf,
  type ChangedField,
  type RuleChange,
  type WordedRule,
} from './rule-diff.js'
export { policyLayout } from './push/policy-layout.js'
export { policyPushLint, type FindPast, type TokensOf } from './push/push-lint.js'
export { locateRules, type LocatedRule } from './rule-passages.js'
export {
  idInAddress,
  pathOf,
  policyBranch,
  policyRepository,
  signatureOf,
  toCommit,
  toEntry,
} from './version-in-git.js'
export { wholeVersion } from './whole-version.js'
export { parentOf, ruleKin, ruleTree, type RuleNode } from './rule-tree.js'
export {
  exportFormats,
  exportPolicy,
  type ExportedPolicy,
  type ExportFormat,
} from './packs/export-policy.js'
export type { PackFile, PackProblem } from './packs/pack-file.js'
export type { PackShape } from './packs/pack-shape.js'
export {
  readPack,
  type PackOrigin,
  type PackPolicy,
  type PackPolicyVersion,
  type PackReading,
} from './packs/read-pack.js'
export {
  decideBranchRule,
  demandsOn,
  isLooser,
  rulesInForce,
  usualDemands,
  type AskedRule,
  type BranchDemands,
  type BranchRule,
} from './changes/branch-rule.js'
export { type JudgedBy } from './changes/judged-by.js'
export {
  changeEventKinds,
  changeStates,
  headOf,
  standingOf,
  stateOf,
  type Change,
  type ChangeEvent,
  type ChangeEventKind,
  type ChangeState,
  type LookedAt,
  type Standing,
} from './changes/change.js'
export {
  diffFile,
  diffPolicy,
  mostDiffLines,
  wordedRulesOf,
  type ExampleChange,
  type FileDiff,
  type FilePair,
  type PolicyDiff,
} from './changes/change-diff.js'
export { requireClean } from './changes/merge-refused.js'
export {
  partOf,
  pickingCommands,
  policiesIn,
  resolvingCommands,
  revertingCommands,
} from './changes/change-paths.js'
export {
  decideApproval,
  decideMerge,
  decideRequest,
  obstacleKinds,
  obstaclesOf,
  requireOpen,
  requireTitle,
  requireWords,
  type ChangeNow,
  type MergeNow,
  type Obstacle,
  type ObstacleKind,
} from './changes/decide-change.js'
export { lintHead, type HeadPolicy } from './changes/lint-head.js'
export { mostLintedBytes, sizeOfPolicy } from './changes/most-linted.js'
export { versionOfMerge, type MergedPolicy } from './changes/merged-version.js'
export {
  isOwner,
  ownersFile,
  ownersOf,
  parseOwners,
  type Owner,
  type OwnersLine,
} from './changes/owners.js'
export {
  checkReport,
  checkStates,
  lintCheck,
  missingChecks,
  newestChecks,
  type CheckReport,
  type CheckState,
  type PolicyCheck,
} from './changes/policy-check.js'
export {
  armsFor,
  armsInForce,
  decideArm,
  releaseArms,
  type AskedArm,
  type JudgedUnder,
  type ReleaseArm,
  type ReleaseArmKind,
  type ReleaseState,
} from './releases/release-arms.js'
export {
  decideRollback,
  decideRollbackApproval,
  dueAt,
  isOverdue,
  versionBefore,
  type EmergencyRollback,
  type RollbackApproval,
} from './releases/emergency-rollback.js'
export { releaseTag, releaseTags } from './push/release-tags.js'
export { ruledBranches } from './push/ruled-branches.js'
export {
  blameRules,
  broughtBy,
  type BlamedPolicyLine,
  type RuleOrigin,
  type RuleStep,
} from './changes/policy-blame.js'
export { addCase, addToText, type NewExample } from './examples/add-example.js'
export { repeatsContent } from './examples/repeats-content.js'
export {
  policyFromTemplate,
  policyTemplates,
  templateNames,
  type PolicyTemplate,
  type TemplateName,
} from './templates/policy-templates.js'
