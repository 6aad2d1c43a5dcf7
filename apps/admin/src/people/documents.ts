import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const PEOPLE = graphql(`
  query People {
    people {
      id
      name
      email
      roles
      createdAt
      lastSeenAt
      disabled
    }
  }
`)

export const KEYS = graphql(`
  query ApiKeys {
    apiKeys {
      id
      name
      prefix
      owner
      role
      scopes
      createdAt
      expiresAt
      revokedAt
      lastUsedAt
    }
  }
`)

export const CREATE_KEY = graphql(
  `
    mutation CreateApiKey($input: CreateApiKeyInput!) {
      createApiKey(input: $input) {
        __typename
        ... on CreatedApiKey {
          secret
          key {
            id
            name
          }
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const REVOKE_KEY = graphql(
  `
    mutation RevokeApiKey($id: ID!) {
      revokeApiKey(id: $id) {
        __typename
        ... on ApiKey {
          id
          name
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type ApiKey = ResultOf<typeof KEYS>['apiKeys'][number]
export type Person = ResultOf<typeof PEOPLE>['people'][number]
