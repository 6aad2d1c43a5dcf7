import { REFUSED } from '../api/fragments.js'
import { graphql, type FragmentOf, type ResultOf } from '../api/graphql.js'

const PRECISION = graphql(`
  fragment Precision on LivePrecisionType @_unmask {
    right
    wrong
    precision
    low
    high
  }
`)

const SETTING = graphql(`
  fragment Setting on DetectorSettingType @_unmask {
    mode
    reason
    recordedAt
    by {
      name
    }
    automatic {
      below
      leastMarks
    }
  }
`)

export const DETECTORS = graphql(
  `
    query Detectors {
      detectors {
        type
        advisory
        belowBound
        about {
          catches
          blindSpots
        }
        livePrecision {
          ...Precision
        }
        setting {
          ...Setting
        }
        policies {
          policy
          advisory
          livePrecision {
            ...Precision
          }
          setting {
            ...Setting
          }
        }
      }
    }
  `,
  [PRECISION, SETTING],
)

export const SET_DETECTOR_MODE = graphql(
  `
    mutation SetDetectorMode($input: SetDetectorModeInput!) {
      setDetectorMode(input: $input) {
        __typename
        ... on Detector {
          type
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

export type Detector = ResultOf<typeof DETECTORS>['detectors'][number]
export type InPolicy = Detector['policies'][number]
export type Precision = FragmentOf<typeof PRECISION>
