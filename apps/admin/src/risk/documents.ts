import { REFUSED } from '../api/fragments.js'
import { graphql, type FragmentOf, type ResultOf } from '../api/graphql.js'

const FIGURES = graphql(`
  fragment RiskFigures on RiskFigures @_unmask {
    verdicts
    wrong
    auroc
    brier
    calibrationError
    bins {
      from
      to
      verdicts
      expected
      observed
    }
    capture {
      of
      share
    }
  }
`)

export const RISK_MODEL = graphql(
  `
    query RiskModel($population: RiskPopulation!) {
      riskModel(population: $population) {
        version
        fittedAt
        usable
        everyDays
        fewestDecisions
        fewestWrong
        figures {
          ...RiskFigures
        }
        onDecisions {
          ...RiskFigures
        }
        refits {
          id
          version
          taken
          decisions
          dataDigest
          shippedAuroc
          fittedAt
          askedBy {
            name
          }
          figures {
            auroc
          }
        }
      }
    }
  `,
  [FIGURES],
)

export const REFIT_RISK = graphql(
  `
    mutation RefitRisk($population: RiskPopulation!) {
      refitRisk(population: $population) {
        __typename
        ... on RiskRefitAsked {
          id
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type Figures = FragmentOf<typeof FIGURES>
export type Refit = ResultOf<typeof RISK_MODEL>['riskModel']['refits'][number]
