import { connectionSource } from '../api/source.js'
import { PAGE } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'
import type { VerdictFilter } from '../api/schema-words.js'
import { READING } from '../reading/fragment.js'
import { OFFERED, RULED } from '../rulings/documents.js'

export const ROW = graphql(`
  fragment VerdictRow on Verdict {
    id
    outcome
    label
    rules
    flagged
    risk
    policy
    policyCommit
    model
    effort
    simulated
    source
    arm
    decidedAt
    recordedAt
    externalId
    findings {
      id
      number
      type
      severity
    }
    contentItem {
      id
      preview
      category
      erased
    }
    case {
      id
      number
      state
    }
  }
`)

const LIST = graphql(
  `
    query Verdicts(
      $first: Int
      $after: String
      $last: Int
      $before: String
      $filter: VerdictFilter
      $orderBy: VerdictOrder
      $sought: String = ""
      $seeks: Boolean = false
    ) {
      verdicts(
        first: $first
        after: $after
        last: $last
        before: $before
        filter: $filter
        orderBy: $orderBy
      ) {
        edges {
          cursor
          node {
            ...VerdictRow
            matches(text: $sought) @include(if: $seeks) {
              place
              segments {
                text
                hit
              }
            }
          }
        }
        pageInfo {
          ...Page
        }
      }
    }
  `,
  [ROW, PAGE],
)

const ONE = graphql(
  `
    query Verdict($id: ID!) {
      verdict(id: $id) {
        ...Reading
        policy
        policyCommit
        flagged
        risk
        detectorsVersion
        severity
        confidence
        answeredBy
        arm
        source
        model
        endpoint
        serverVersion
        systemFingerprint
        effort
        sampling
        costMicros
        latencyMs
        logEntry {
          index
          provenAt
          verifiedAt
        }
        promptDigest
        repeatOf {
          id
        }
        repeats {
          id
          outcome
          rules
          risk
          model
          effort
          simulated
          decidedAt
        }
        recordedLabel
        expectedLabel
        simulated
        externalId
        acceptedAt
        recordedAt
        decidedAt
        attempts {
          number
          endpoint
          model
          startedAt
          waitedMs
          firstTokenMs
          wholeMs
          httpStatus
          finishReason
          errorClass
          completionId
          serverVersion
          systemFingerprint
          reasoningField
          simulated
          raw
          usage {
            promptTokens
            completionTokens
            reasoningTokens
            cachedTokens
            estimated
          }
        }
        actions {
          id
          kind
          interim
          causeKind
          withheldBecause
          recordedAt
          appeal {
            id
            number
            state
          }
        }
        case {
          id
          number
          state
          queue
          events {
            id
            kind
            by
            at
            data
          }
          questions {
            ...Ruled
          }
        }
        decisions {
          id
          outcome
          rules
          isCorrection
          rationale
          reversed
          reversibleUntil
          recordedAt
          decidedBy {
            id
            name
          }
          offer {
            ...Offered
          }
        }
      }
    }
  `,
  [READING, RULED, OFFERED],
)

export type VerdictRow = ResultOf<typeof LIST>['verdicts']['edges'][number]['node']
export type WholeVerdict = NonNullable<ResultOf<typeof ONE>['verdict']>

export const source = connectionSource({
  list: LIST,
  beside: (filter) => {
    const sought = (filter as VerdictFilter).text ?? ''
    return { sought, seeks: sought !== '' }
  },
  connection: (result) => result.verdicts,
  one: ONE,
  record: (result) => result.verdict,
})
