import { PAGE, REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const DATASETS = graphql(`
  query Datasets {
    datasets {
      id
      name
      version
      purpose
      items
      digest
      simulated
      recordedAt
      builtBy {
        id
        name
      }
    }
  }
`)

export const DATASET = graphql(
  `
    query Dataset($name: String!, $version: Int, $after: String) {
      dataset(name: $name, version: $version) {
        id
        name
        version
        purpose
        items
        digest
        simulated
        seed
        selection
        erasedItems
        recordedAt
        builtBy {
          id
          name
        }
        composition {
          policy
          label
          split
          kind
          count
        }
        exports {
          id
          format
          split
          lines
          sizeBytes
          sha256
          url
          recordedAt
        }
        rows(first: 25, after: $after) {
          edges {
            cursor
            node {
              position
              policy
              policyCommit
              label
              outcome
              rules
              kind
              split
              simulated
              decisionId
              verdict {
                id
                contentItem {
                  preview
                  category
                  erased
                }
              }
            }
          }
          pageInfo {
            ...Page
          }
        }
      }
    }
  `,
  [PAGE],
)

export const BUILD = graphql(
  `
    mutation BuildDataset($input: BuildDatasetInput!) {
      buildDataset(input: $input) {
        __typename
        ... on Dataset {
          id
          name
          version
          items
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const EXPORT = graphql(
  `
    mutation ExportDataset($input: ExportDatasetInput!) {
      exportDataset(input: $input) {
        __typename
        ... on DatasetExport {
          id
          lines
          url
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type DatasetRow = ResultOf<typeof DATASETS>['datasets'][number]
export type WholeDataset = NonNullable<ResultOf<typeof DATASET>['dataset']>
