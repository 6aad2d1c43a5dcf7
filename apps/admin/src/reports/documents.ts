import { graphql, type ResultOf } from '../api/graphql.js'

const ROW = graphql(`
  fragment ReportRow on FindingReportRow @_unmask {
    value
    verdicts
    violates
    undetermined
    flagged
    findings {
      type
      verdicts
      hard
    }
  }
`)

export const FINDING_REPORT = graphql(
  `
    query FindingReport($by: FindingCut!, $scope: FiguresScope, $policy: String) {
      findingReport(by: $by, scope: $scope, policy: $policy) {
        since
        behind
        total {
          ...ReportRow
        }
        days {
          ...ReportRow
        }
        rows {
          ...ReportRow
        }
      }
    }
  `,
  [ROW],
)

export const CLAUSE_MAP = graphql(`
  query ClauseMap($policy: String!, $ref: String, $scope: FiguresScope) {
    clauseMap(policy: $policy, ref: $ref, scope: $scope) {
      policy
      commit
      verdicts
      tracesRead
      clauses {
        code
        title
        named
        fired
        flagged
        overturned
        cited
        use
      }
      invented {
        code
        verdicts
      }
    }
  }
`)

export const VERSIONS_OF = graphql(`
  query ReportVersions($policy: String!) {
    policy(name: $policy) {
      versions(first: 50) {
        edges {
          node {
            commit
            shortCommit
            sequence
            inForce
          }
        }
      }
    }
  }
`)

export const VERSION_FINDINGS = graphql(`
  query VersionFindings($policy: String!, $base: String!, $head: String!, $scope: FiguresScope) {
    versionFindings(policy: $policy, base: $base, head: $head, scope: $scope) {
      baseVerdicts
      headVerdicts
      measures {
        measure
        base {
          hits
          share
          interval {
            low
            high
          }
        }
        head {
          hits
          share
          interval {
            low
            high
          }
        }
        difference
        differenceInterval {
          low
          high
        }
        differs
      }
    }
  }
`)

export const VERSION_DRIFT = graphql(`
  query VersionDrift($policy: String, $scope: FiguresScope) {
    versionDrift(policy: $policy, scope: $scope) {
      policy
      commit
      day
      measure
      verdicts
      pastVerdicts
      share
      pastShare
      z
      drifted
    }
  }
`)

const AGREEMENTS = graphql(`
  fragment Harness on HarnessIntegrity @_unmask {
    policy
    verdicts
    recorded
    mismatched
    unfounded
    expectations
    expectationsDiffer
    asLogged {
      right
      of
    }
    recordedOnly {
      right
      of
    }
    labelsDerived {
      right
      of
    }
    derived {
      right
      of
    }
  }
`)

const OF_IMPORT = graphql(`
  fragment ImportHarness on ImportIntegrity @_unmask {
    policy
    importId
    importName
    importedAt
    verdicts
    recorded
    mismatched
    unfounded
    expectations
    expectationsDiffer
    asLogged {
      right
      of
    }
    recordedOnly {
      right
      of
    }
    labelsDerived {
      right
      of
    }
    derived {
      right
      of
    }
  }
`)

export const HARNESS = graphql(
  `
    query Harness($includeSimulated: Boolean) {
      harnessIntegrity(includeSimulated: $includeSimulated) {
        read
        total {
          ...Harness
        }
        policies {
          ...Harness
        }
        imports {
          ...ImportHarness
        }
      }
    }
  `,
  [AGREEMENTS, OF_IMPORT],
)

export type Report = ResultOf<typeof FINDING_REPORT>['findingReport']
export type ReportRow = Report['rows'][number]
export type Clauses = ResultOf<typeof CLAUSE_MAP>['clauseMap']
export type Clause = Clauses['clauses'][number]
export type Measure = ResultOf<typeof VERSION_FINDINGS>['versionFindings']['measures'][number]
export type DriftRow = ResultOf<typeof VERSION_DRIFT>['versionDrift'][number]
export type Integrity = ResultOf<typeof HARNESS>['harnessIntegrity']['total']
export type ImportIntegrity = ResultOf<typeof HARNESS>['harnessIntegrity']['imports'][number]
