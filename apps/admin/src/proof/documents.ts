import { graphql, type ResultOf } from '../api/graphql.js'

export const PROOF = graphql(`
  query VerdictProof($id: ID!) {
    verdict(id: $id) {
      id
      logRecord
      logEntry {
        index
        leafHash
        entry
        proof
        provenAt
        unproven
      }
    }
  }
`)

export type ProvenVerdict = NonNullable<ResultOf<typeof PROOF>['verdict']>
