import { Inject } from '@nestjs/common'
import { Args, Query, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import { countTokens } from '@assize/platform'
import { isPolicyName, lintFiles, lintRules, PolicyStore, type LintRemark } from '../index.js'
import {
  LintPolicyInput,
  PolicyLint,
  type LintRemark as RemarkType,
} from './policy-lint.graphql.js'

/** Tells an author, while they write, what a commit would be told. */
@Resolver()
export class PolicyLintResolver {
  constructor(@Inject(PolicyStore) private readonly store: PolicyStore) {}

  @Permit('policy:draft', 'policy:approve')
  @Query(() => PolicyLint, { description: 'The remarks of the lint on a draft; nothing is kept.' })
  async lintPolicy(
    @Args('input', { type: () => LintPolicyInput }) input: LintPolicyInput,
  ): Promise<PolicyLint> {
    const { policy = null, text, manifest = null, cases = null } = input
    const isNamed = policy !== null && policy !== ''
    const past = isNamed && isPolicyName(policy) ? await this.store.findPast(policy) : null
    const tokens = await countTokens(text)
    const remarks = lintFiles(
      { text, manifestYaml: manifest, cases },
      { tokens, history: past?.versions ?? [], ...(isNamed ? { policy } : {}) },
    )
    return { tokens, remarks: remarks.map(toType) }
  }
}

const reasons = new Map<string, string>(lintRules.map(({ code, why }) => [code, why]))

const toType = ({ fixes, ...remark }: LintRemark): RemarkType => ({
  ...remark,
  why: reasons.get(remark.code) ?? '',
  fixes: fixes.map((fix) => ({ ...fix, edits: [...fix.edits] })),
})
