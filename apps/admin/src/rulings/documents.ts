import { REFUSED } from '../api/fragments.js'
import { graphql, type FragmentOf, type ResultOf } from '../api/graphql.js'

const TAKEN = graphql(`
  fragment Taken on Example {
    id
    branch
    commit
    changeId
    takenAt
    takenBy {
      name
    }
  }
`)

/** A question on a rule with what was ruled, wherever the rule is. */
export const RULED = graphql(
  `
    fragment Ruled on Ruling {
      id
      policy
      rule
      question
      withheld
      answer
      outcome
      askedAt
      ruledAt
      caseId
      askedBy {
        name
      }
      ruledBy {
        name
      }
      examples {
        ...Taken
      }
    }
  `,
  [TAKEN],
)

export const OFFERED = graphql(
  `
    fragment Offered on ExampleOffer {
      id
      policy
      caseId
      outcome
      rules
      content
      note
      offeredAt
      offeredBy {
        name
      }
      examples {
        ...Taken
      }
    }
  `,
  [TAKEN],
)

export const RULINGS = graphql(
  `
    query Rulings($policy: String) {
      rulings(policy: $policy) {
        ...Ruled
      }
    }
  `,
  [RULED],
)

export const OFFERS = graphql(
  `
    query ExampleOffers {
      exampleOffers {
        ...Offered
      }
    }
  `,
  [OFFERED],
)

/** What an example of a policy may say. */
export const TERMS = graphql(`
  query ExampleTerms($policy: String!) {
    policy(name: $policy) {
      inForce {
        contract
        labels {
          label
          outcome
        }
        rules {
          code
          title
        }
      }
    }
  }
`)

export const RULE = graphql(
  `
    mutation GiveRuling($input: RuleInput!) {
      rule(input: $input) {
        __typename
        ...Ruled
        ...Refused
      }
    }
  `,
  [RULED, REFUSED],
)

export const TAKE = graphql(
  `
    mutation TakeExample($input: TakeExampleInput!) {
      takeExample(input: $input) {
        __typename
        ... on TakenExample {
          id
          branch
          commit
          changeId
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export const OFFER = graphql(
  `
    mutation OfferExample($input: OfferExampleInput!) {
      offerExample(input: $input) {
        __typename
        ...Offered
        ...Refused
      }
    }
  `,
  [OFFERED, REFUSED],
)

export type Question = FragmentOf<typeof RULED>
export type Offer = FragmentOf<typeof OFFERED>
export type Taken = FragmentOf<typeof TAKEN>
export type Terms = NonNullable<NonNullable<ResultOf<typeof TERMS>['policy']>['inForce']>
