import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const SIGNING_KEYS = graphql(`
  query SigningKeys {
    signingKeys {
      id
      name
      publicKey
      fingerprint
      addedAt
      removedAt
    }
  }
`)

export const ADD_SIGNING_KEY = graphql(
  `
    mutation AddSigningKey($input: AddSigningKeyInput!) {
      addSigningKey(input: $input) {
        __typename
        ... on SigningKey {
          id
          name
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const REMOVE_SIGNING_KEY = graphql(
  `
    mutation RemoveSigningKey($id: ID!) {
      removeSigningKey(id: $id) {
        __typename
        ... on SigningKey {
          id
          name
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type SigningKey = ResultOf<typeof SIGNING_KEYS>['signingKeys'][number]
