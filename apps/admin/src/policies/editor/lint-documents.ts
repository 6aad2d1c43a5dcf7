import { graphql, type ResultOf } from '../../api/graphql.js'

export const LINT = graphql(`
  query LintPolicy($input: LintPolicyInput!) {
    lintPolicy(input: $input) {
      tokens
      remarks {
        code
        severity
        message
        why
        rule
        place {
          file
          start
          end
          line
          column
        }
        fixes {
          title
          isSafe
          file
          edits {
            start
            end
            text
          }
        }
      }
    }
  }
`)

export const PROMPT = graphql(`
  query PolicyPrompt($input: PolicyPromptInput!) {
    policyPrompt(input: $input) {
      tokens
      messages {
        role
        content
      }
    }
  }
`)

export type PolicyLint = ResultOf<typeof LINT>['lintPolicy']
export type Remark = PolicyLint['remarks'][number]
export type Fix = Remark['fixes'][number]
