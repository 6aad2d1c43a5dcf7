import { graphql, type FragmentOf } from '../api/graphql.js'

export const SIGNATURE = graphql(`
  fragment Signature on ObjectSignature @_unmask {
    by
    fingerprint
    person {
      name
    }
    keyRemovedAt
  }
`)

export type Signature = FragmentOf<typeof SIGNATURE>
