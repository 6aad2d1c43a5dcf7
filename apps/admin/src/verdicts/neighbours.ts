import { graphql, type ResultOf } from '../api/graphql.js'

const NEIGHBOUR = graphql(`
  fragment Neighbour on Verdict {
    id
    policy
    policyCommit
    outcome
    rules
    risk
    model
    simulated
    decidedAt
  }
`)

export const NEIGHBOURS = graphql(
  `
    query Neighbours($id: ID!) {
      verdict(id: $id) {
        id
        neighbours {
          same {
            ...Neighbour
          }
          near {
            similarity
            verdict {
              ...Neighbour
            }
          }
        }
      }
    }
  `,
  [NEIGHBOUR],
)

type Found = NonNullable<ResultOf<typeof NEIGHBOURS>['verdict']>['neighbours']

/** A verdict to read beside another, and how alike their words are. */
export interface Neighbour {
  readonly verdict: Found['same'][number]
  /** Null where the words are the same. */
  readonly similarity: number | null
}

/** The same words first, then those nearly so. */
export const neighboursIn = ({ same, near }: Found): readonly Neighbour[] => [
  ...same.map((verdict) => ({ verdict, similarity: null })),
  ...near,
]
