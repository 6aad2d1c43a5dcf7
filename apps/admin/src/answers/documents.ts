import { REFUSED } from '../api/fragments.js'
import { graphql, type ResultOf } from '../api/graphql.js'

export const ANSWER = graphql(`
  query Answer($question: String!) {
    answer(question: $question) {
      more
      candidates {
        reason
        from
        to
        policyVersion {
          policy
          commit
          sequence
          title
        }
        verdict {
          id
          outcome
          rules
          policy
          policyCommit
          decidedAt
          simulated
          contentItem {
            id
            externalId
            preview
            category
            erased
          }
        }
      }
    }
  }
`)

export const MAKE_EVIDENCE = graphql(
  `
    mutation MakeEvidencePackage($input: MakeEvidencePackageInput!) {
      makeEvidencePackage(input: $input) {
        __typename
        ... on ExportJob {
          id
          fileName
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

type Candidates = NonNullable<ResultOf<typeof ANSWER>['answer']>['candidates']
export type Candidate = Candidates[number]
export type FoundVerdict = Candidate & { verdict: NonNullable<Candidate['verdict']> }
export type FoundVersion = Candidate & { policyVersion: NonNullable<Candidate['policyVersion']> }

export const isVerdict = (each: Candidate): each is FoundVerdict => each.verdict !== null
export const isVersion = (each: Candidate): each is FoundVersion => each.policyVersion !== null
