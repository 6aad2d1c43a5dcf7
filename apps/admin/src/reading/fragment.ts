import { graphql, type FragmentOf } from '../api/graphql.js'
import { RULED } from '../rulings/documents.js'

/** What the three panes need of a verdict. */
export const READING = graphql(
  `
    fragment Reading on Verdict {
      id
      outcome
      label
      rules
      trace
      output
      rationale
      finishReason
      undeterminedReason
      usage {
        promptTokens
        completionTokens
        reasoningTokens
        cachedTokens
        estimated
      }
      groundingCoverage
      claims {
        number
        kind
        unsupported
        restsOn
        span {
          start
          end
        }
        support {
          in
          message
          start
          end
        }
      }
      findings {
        id
        number
        type
        severity
        confidence
        message
        did
        advisory
        marks {
          id
          mark
          own
          note
          by {
            name
          }
        }
        suppression {
          id
          reason
          recordedAt
          until
          liftedAt
          inForce
          by {
            name
          }
        }
        spans {
          in
          message
          start
          end
        }
      }
      contentItem {
        id
        kind
        externalId
        language
        region
        characters
        turns
        category
        erased
        erasure {
          reason
          erasedAt
        }
        messages {
          index
          role
          text
          judged
        }
      }
      policyVersion {
        policy
        commit
        shortCommit
        blob
        title
        text
        tokens
        inForce
        labels {
          label
          outcome
        }
        rules {
          code
          title
          outcome
          severity
          start
          end
          rulings {
            ...Ruled
          }
        }
        publications {
          publishedAt
          supersededAt
        }
      }
    }
  `,
  [RULED],
)

export type ReadVerdict = FragmentOf<typeof READING>
export type ReadFinding = ReadVerdict['findings'][number]
export type ReadPolicy = ReadVerdict['policyVersion']
export type ReadContent = ReadVerdict['contentItem']
