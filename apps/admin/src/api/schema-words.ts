import type { graphql } from './graphql.js'

/** The closed lists of the schema, by their names there. */
type Named<Name extends Parameters<typeof graphql.scalar>[0]> = ReturnType<
  typeof graphql.scalar<Name>
>

export type Outcome = Named<'Outcome'>
export type FindingSeverity = Named<'FindingSeverity'>
export type FindingType = Named<'FindingType'>
export type FindingConsequence = Named<'FindingConsequence'>
export type FindingMarkKind = Named<'FindingMarkKind'>
export type DetectorMode = Named<'DetectorMode'>
export type CaseState = Named<'CaseState'>
export type Severity = Named<'Severity'>
export type ErrorClass = Named<'ErrorClass'>
export type ActionKind = Named<'ActionKind'>
export type AppealState = Named<'AppealState'>
export type AppealOutcome = Named<'AppealOutcome'>
export type EndpointKind = Named<'EndpointKind'>
export type EndpointState = Named<'EndpointState'>
export type VerdictFilter = Named<'VerdictFilter'>
export type VerdictOrder = Named<'VerdictOrder'>
