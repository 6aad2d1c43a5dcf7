import { PolicyStore } from '../index.js'
import { BranchResolver } from './changes/branch.resolver.js'
import { BranchRules } from './changes/branch-rules.service.js'
import { Branches } from './changes/branches.service.js'
import { ChangeDetails } from './changes/change-detail.js'
import { ChangeHeads } from './changes/change-heads.js'
import { ChangeLoaders } from './changes/change-loaders.js'
import { ChangeMerges } from './changes/change-merges.service.js'
import { ChangeRecords } from './changes/change-records.js'
import { ClosedBranches } from './changes/closed-branches.js'
import { ChangeResolver } from './changes/change.resolver.js'
import { Changes } from './changes/changes.service.js'
import { RuleChangeResolver } from './changes/rule-change.resolver.js'
import { ChangeView } from './changes/change-view.js'
import { PathOwnersResolver } from './changes/path-owners.resolver.js'
import { PolicyBlameResolver } from './changes/policy-blame.resolver.js'
import { PolicyBlames } from './changes/policy-blame.service.js'
import { PolicyChecks } from './changes/policy-checks.service.js'
import { PolicyGraphResolver } from './changes/policy-graph.resolver.js'
import { PolicyGraphs } from './changes/policy-graph.service.js'
import { VersionChangeResolver } from './changes/version-change.resolver.js'
import { PolicyDesk } from './changes/policy-desk.js'
import { PolicyStates } from './changes/policy-states.service.js'
import { PolicyReleases } from './releases/policy-releases.service.js'
import { PublishedVersionResolver } from './releases/published-version.resolver.js'
import { ReleaseResolver } from './releases/release.resolver.js'
import { Rollbacks } from './releases/rollbacks.service.js'
import { ExampleOffers } from './rulings/example-offers.service.js'
import { ExampleResolver } from './rulings/example.resolver.js'
import { Examples } from './rulings/examples.service.js'
import { RulingView } from './rulings/ruling-view.js'
import { RuleRulingsResolver, RulingResolver } from './rulings/ruling.resolver.js'
import { Rulings } from './rulings/rulings.service.js'
import { PolicyChanges } from './policy-changes.service.js'
import { PolicyImport } from './policy-import.service.js'
import { PolicyLoaders } from './policy-loaders.js'
import { PolicyVersionResolver, PublicationResolver } from './policy-version.resolver.js'
import { PolicyResolver } from './policy.resolver.js'
import { RuleResolver } from './rule.resolver.js'
import { PolicyService } from './policy.service.js'
import { PostgresPolicyStore } from './postgres-policy-store.js'
import { PolicyPushRules } from './push-rules.js'
import {
  CommitSignatureResolver,
  VersionSignatureResolver,
} from './signatures/signature.resolver.js'
import { SignatureLoaders } from './signatures/signature-loaders.js'
import { TokenCounter } from './token-counter.js'

const versions = [
  { provide: PolicyStore, useClass: PostgresPolicyStore },
  ...[PolicyService, PolicyChanges, PolicyImport, PolicyLoaders, TokenCounter, PolicyPushRules],
  ...[PolicyResolver, PolicyVersionResolver, PublicationResolver, RuleResolver],
]

const changes = [
  ...[PolicyDesk, ChangeRecords, ChangeView, ChangeHeads, ChangeLoaders, ChangeDetails],
  ...[Branches, BranchRules, ClosedBranches, Changes, ChangeMerges, PolicyChecks, PolicyStates],
  ...[ChangeResolver, BranchResolver, RuleChangeResolver, PolicyBlames, PolicyBlameResolver],
  ...[VersionChangeResolver, PathOwnersResolver, PolicyGraphs, PolicyGraphResolver],
]

const releases = [PolicyReleases, Rollbacks, ReleaseResolver, PublishedVersionResolver]

const signatures = [SignatureLoaders, VersionSignatureResolver, CommitSignatureResolver]

const rulings = [
  ...[Rulings, RulingView, RulingResolver, RuleRulingsResolver],
  ...[ExampleOffers, Examples, ExampleResolver],
]

/** Everything of this room that answers, over the database and the repository of its surroundings. */
export const policyProviders = [...versions, ...changes, ...releases, ...signatures, ...rulings]
