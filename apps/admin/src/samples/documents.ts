import { graphql, type ResultOf } from '../api/graphql.js'

export const AUDIT_SAMPLES = graphql(`
  query AuditSamples($first: Int, $after: String, $last: Int, $before: String) {
    auditSamples(first: $first, after: $after, last: $last, before: $before) {
      edges {
        cursor
        node {
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
          result {
            open
            disagree
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
    exportJobs(first: 50) {
      edges {
        node {
          id
          kind
          state
          done
          request
          sha256
          createdAt
        }
      }
    }
  }
`)

export const AUDIT_SAMPLE = graphql(`
  query AuditSample($id: ID!) {
    auditSample(id: $id) {
      id
      title
      state
      method
      seed
      size
      populationId
      populationRows
      populationSha256
      createdAt
      signedAt
      sha256
      note
      drawnBy {
        id
        name
      }
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
          low
          high
        }
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
`)

export const DRAW_SAMPLE = graphql(`
  mutation DrawSample($input: DrawSampleInput!) {
    drawSample(input: $input) {
      __typename
      ... on AuditSample {
        id
      }
      ... on Refusal {
        code
        message
        requestId
        facts
      }
    }
  }
`)

export const ASSESS = graphql(`
  mutation AssessSampledVerdict($input: AssessSampledVerdictInput!) {
    assessSampledVerdict(input: $input) {
      __typename
      ... on WorkpaperRow {
        position
        assessment
      }
      ... on Refusal {
        code
        message
        requestId
        facts
      }
    }
  }
`)

export const SIGN_SAMPLE = graphql(`
  mutation SignSample($id: ID!) {
    signSample(id: $id) {
      __typename
      ... on AuditSample {
        id
      }
      ... on Refusal {
        code
        message
        requestId
        facts
      }
    }
  }
`)

export const SAMPLE_SIZES = graphql(`
  query SampleSizes($share: Float!, $half: Float!) {
    sampleSizes(share: $share, half: $half) {
      within
      none
    }
  }
`)

export type SampleListRow = ResultOf<typeof AUDIT_SAMPLES>['auditSamples']['edges'][number]['node']
export type PopulationJob = ResultOf<typeof AUDIT_SAMPLES>['exportJobs']['edges'][number]['node']
export type WholeSample = NonNullable<ResultOf<typeof AUDIT_SAMPLE>['auditSample']>
export type PaperRow = WholeSample['rows'][number]
