import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const VIEWS = graphql(`
  query SavedViews {
    savedViews {
      id
      name
      query
      shared
      own
      wordsErased
      owner {
        id
        name
      }
    }
  }
`)

export const SAVE_VIEW = graphql(
  `
    mutation SaveView($input: SaveViewInput!) {
      saveView(input: $input) {
        __typename
        ... on SavedView {
          id
          name
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const DELETE_VIEW = graphql(
  `
    mutation DeleteView($id: ID!) {
      deleteView(id: $id) {
        __typename
        ... on SavedView {
          id
          name
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type View = ResultOf<typeof VIEWS>['savedViews'][number]
