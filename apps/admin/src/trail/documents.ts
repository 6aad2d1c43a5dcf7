import { PAGE } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const AUDIT_EVENTS = graphql(
  `
    query AuditEvents(
      $first: Int
      $after: String
      $last: Int
      $before: String
      $filter: AuditFilterInput
    ) {
      auditEvents(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        edges {
          cursor
          node {
            id
            actorKind
            actor {
              id
              name
            }
            roles
            action
            target {
              type
              ids
            }
            before
            after
            reason
            outcome
            code
            requestId
            recordedAt
          }
        }
        pageInfo {
          ...Page
        }
      }
    }
  `,
  [PAGE],
)

export const AUDIT_FACETS = graphql(`
  query AuditFacets {
    auditFacets {
      actions
      people {
        id
        name
      }
      services {
        id
        name
      }
    }
  }
`)

export type AuditEvent = ResultOf<typeof AUDIT_EVENTS>['auditEvents']['edges'][number]['node']
export type Facets = ResultOf<typeof AUDIT_FACETS>['auditFacets']
