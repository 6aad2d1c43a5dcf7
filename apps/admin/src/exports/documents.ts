import { PAGE, REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const EXPORT_JOB = graphql(`
  fragment ExportJobRow on ExportJob {
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
`)

export const EXPORT_JOBS = graphql(
  `
    query ExportJobs($first: Int, $after: String, $last: Int, $before: String) {
      exportJobs(first: $first, after: $after, last: $last, before: $before) {
        edges {
          cursor
          node {
            ...ExportJobRow
          }
        }
        pageInfo {
          ...Page
        }
      }
    }
  `,
  [EXPORT_JOB, PAGE],
)

export const EXPORT_VERDICTS = graphql(
  `
    mutation ExportVerdicts($input: ExportVerdictsInput!) {
      exportVerdicts(input: $input) {
        __typename
        ... on ExportJob {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const EXPORT_POPULATION = graphql(
  `
    mutation ExportPopulation($input: ExportPopulationInput!) {
      exportPopulation(input: $input) {
        __typename
        ... on ExportJob {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const CANCEL_EXPORT = graphql(
  `
    mutation CancelExport($id: ID!) {
      cancelExport(id: $id) {
        __typename
        ... on ExportJob {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type ExportRow = ResultOf<typeof EXPORT_JOB>
