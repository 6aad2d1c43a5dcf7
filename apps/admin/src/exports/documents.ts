import { graphql, type ResultOf } from '../api/graphql.js'

export const EXPORT_JOBS = graphql(`
  query ExportJobs($first: Int, $after: String, $last: Int, $before: String) {
    exportJobs(first: $first, after: $after, last: $last, before: $before) {
      edges {
        cursor
        node {
          id
          kind
          state
          request
          words
          done
          total
          sizeBytes
          sha256
          fileName
          url
          manifestUrl
          failure
          withdrawn
          createdAt
          expiresAt
          requestedBy {
            id
            name
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
  }
`)

export const EXPORT_VERDICTS = graphql(`
  mutation ExportVerdicts($input: ExportVerdictsInput!) {
    exportVerdicts(input: $input) {
      __typename
      ... on ExportJob {
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

export const EXPORT_POPULATION = graphql(`
  mutation ExportPopulation($input: ExportPopulationInput!) {
    exportPopulation(input: $input) {
      __typename
      ... on ExportJob {
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

export const CANCEL_EXPORT = graphql(`
  mutation CancelExport($id: ID!) {
    cancelExport(id: $id) {
      __typename
      ... on ExportJob {
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

export type ExportRow = ResultOf<typeof EXPORT_JOBS>['exportJobs']['edges'][number]['node']
