export { PolicyChanges, type CommitRequest, type PublishRequest } from './policy-changes.service.js'
export { ActionKindEnum, EffortEnum, OutcomeEnum, SeverityEnum } from './policy-enums.graphql.js'
export { PolicyImport } from './policy-import.service.js'
export { PolicyLoaders } from './policy-loaders.js'
export { LabelMapping, PolicyVersionType, PublicationType, Rule } from './policy-version.graphql.js'
export { PolicyType, PolicyVersionConnection } from './policy.graphql.js'
export { PolicyModule } from './policy.module.js'
export { PolicyService } from './policy.service.js'
export type { ShippedBy } from './shipped-policies.js'
export { toPublicationTypes, toVersionType } from './to-graphql.js'
export { ChangeType } from './changes/change.graphql.js'
export { PolicyChecks } from './changes/policy-checks.service.js'
export {
  PolicyStates,
  type HeadOfChange,
  type PolicyState,
} from './changes/policy-states.service.js'
export { PolicyReleases } from './releases/policy-releases.service.js'
export { RollbackWatchModule } from './releases/rollback-watch.js'
export { RulingErasingModule } from './rulings/ruling-erasure-step.js'
export { ExampleOffers, type ExampleOffer } from './rulings/example-offers.service.js'
export { RulingView } from './rulings/ruling-view.js'
export { ExampleOfferType, Ruling } from './rulings/ruling.graphql.js'
export { Rulings } from './rulings/rulings.service.js'
