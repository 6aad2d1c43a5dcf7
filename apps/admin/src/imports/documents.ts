import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

const RUN = graphql(`
  fragment Run on ImportRun {
    id
    state
    name
    openCases
    failure
    total
    done
    recorded
    present
    versions
    problemCount
    startedAt
    finishedAt
    problems {
      line
      message
    }
  }
`)

export const RUNS = graphql(
  `
    query ImportRuns {
      importRuns {
        ...Run
      }
    }
  `,
  [RUN],
)

export const ONE_RUN = graphql(
  `
    query ImportRun($id: ID!) {
      importRun(id: $id) {
        ...Run
      }
    }
  `,
  [RUN],
)

export const PROGRESS = graphql(
  `
    subscription ImportProgress($id: ID!) {
      importProgress(id: $id) {
        ...Run
      }
    }
  `,
  [RUN],
)

export const IMPORT = graphql(
  `
    mutation ImportTraces($input: ImportTracesInput!) {
      importTraces(input: $input) {
        __typename
        ... on ImportRun {
          ...Run
        }
        ...Refused
      }
    }
  `,
  [RUN, REFUSED],
)

export type ImportRun = ResultOf<typeof RUNS>['importRuns'][number]
