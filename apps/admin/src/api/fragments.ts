import { graphql } from './graphql.js'

/** Why a mutation was not done; a member of each mutation's result. */
export const REFUSED = graphql(`
  fragment Refused on Refusal {
    code
    message
    requestId
    facts
  }
`)

/** Whether a list goes on before and after what is shown, and from where. */
export const PAGE = graphql(`
  fragment Page on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`)
