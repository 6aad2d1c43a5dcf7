import { graphql, type ResultOf } from '../api/graphql.js'

export const TEMPLATES = graphql(`
  query PolicyTemplates($policy: String) {
    policyTemplates(policy: $policy) {
      name
      title
      about
      text
      manifest
      cases
    }
  }
`)

export type Template = ResultOf<typeof TEMPLATES>['policyTemplates'][number]
