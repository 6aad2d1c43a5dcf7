import { graphql } from '../api/graphql.js'

/** All policies by name, for whatever offers a choice of them. */
export const POLICY_NAMES = graphql(`
  query PolicyNames {
    policies {
      name
      title
    }
  }
`)
