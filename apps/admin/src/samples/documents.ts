import { PAGE, REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import { EXPORT_JOB } from '../exports/documents.js'

const SAMPLE = graphql(`
  fragment SampleFacts on AuditSample {
    id
    title
    state
    method
    seed
    size
    populationRows
    createdAt
    signedAt
    drawnBy {
      id
      name
    }
  }
`)

export const AUDIT_SAMPLES = graphql(
  `
    query AuditSamples($first: Int, $after: String, $last: Int, $before: String) {
      auditSamples(first: $first, after: $after, last: $last, before: $before) {
        edges {
          cursor
          node {
            ...SampleFacts
            result {
              open
              disagree
            }
          }
        }
        pageInfo {
          ...Page
        }
      }
      exportJobs(first: 50) {
        edges {
          node {
            ...ExportJobRow
          }
        }
      }
    }
  `,
  [SAMPLE, EXPORT_JOB, PAGE],
)

export const AUDIT_SAMPLE = graphql(
  `
    query AuditSample($id: ID!) {
      auditSample(id: $id) {
        ...SampleFacts
        populationId
        populationSha256
        sha256
        note
        strata {
          name
          rows
          drawn
        }
        result {
          rows
          open
          agree
          disagree
          cannotSay
          simulated
          disagreement {
            share
            covered
            low
            high
          }
        }
        job {
          failure
        }
        rows {
          position
          verdictId
          policy
          outcome
          simulated
          stratum
          inclusion
          assessment
          note
          verdict {
            id
            label
          }
        }
      }
    }
  `,
  [SAMPLE],
)

export const DRAW_SAMPLE = graphql(
  `
    mutation DrawSample($input: DrawSampleInput!) {
      drawSample(input: $input) {
        __typename
        ... on AuditSample {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const ASSESS = graphql(
  `
    mutation AssessSampledVerdict($input: AssessSampledVerdictInput!) {
      assessSampledVerdict(input: $input) {
        __typename
        ... on WorkpaperRow {
          position
          assessment
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const SIGN_SAMPLE = graphql(
  `
    mutation SignSample($id: ID!) {
      signSample(id: $id) {
        __typename
        ... on AuditSample {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const SAMPLE_SIZES = graphql(`
  query SampleSizes($share: Float!, $half: Float!) {
    sampleSizes(share: $share, half: $half) {
      within
      none
    }
  }
`)

export type SampleListRow = ResultOf<typeof AUDIT_SAMPLES>['auditSamples']['edges'][number]['node']
export type WholeSample = NonNullable<ResultOf<typeof AUDIT_SAMPLE>['auditSample']>
export type PaperRow = WholeSample['rows'][number]
