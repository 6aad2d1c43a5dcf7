import { graphql, type ResultOf } from '../api/graphql.js'

export const FIGURES = graphql(`
  query Figures($scope: FiguresScope) {
    verdictFigures(scope: $scope) {
      undetermined24h
      undeterminedReasons {
        value
        count
      }
      buckets {
        at
        outcome
        count
      }
      flagged {
        at
        policy
        verdicts
        flagged
      }
    }
  }
`)

export const OPEN_APPEALS = graphql(`
  query OpenAppeals {
    appeals(first: 20, filter: { states: [OPEN] }) {
      edges {
        node {
          id
          number
          dueAt
          action {
            kind
          }
          policyThen {
            policy
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`)

export const PUBLICATIONS = graphql(`
  query Publications {
    policies {
      name
      inForce {
        commit
        shortCommit
      }
      publications {
        id
        commit
        publishedAt
      }
    }
  }
`)

export const INJECTIONS = graphql(`
  query InjectionAttempts {
    injectionAttempts {
      source
      sourceName
      attempts
      verdicts
      rate
      threshold
      above
    }
  }
`)

export type InjectionRate = ResultOf<typeof INJECTIONS>['injectionAttempts'][number]
export type Figures = ResultOf<typeof FIGURES>['verdictFigures']
export type Published = ResultOf<typeof PUBLICATIONS>['policies'][number]
