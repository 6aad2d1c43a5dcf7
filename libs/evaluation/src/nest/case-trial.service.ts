import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { parseContent, TokenLimit, type ContentInput } from '@assize/content'
import { EndpointStore } from '@assize/inference'
import {
  checkPolicyText,
  checkStorable,
  contractOfManifest,
  parsePolicyManifest,
  type Effort,
  type OutputContract,
} from '@assize/policy'
import { PolicyStates } from '@assize/policy/nest'
import { chooseTestEndpoint, EvaluationError, judgeCase, unusable, type Judged } from '../index.js'
import { TestCalls } from './test-calls.js'

export interface TriedPolicy {
  readonly policy?: string | null
  readonly ref?: string | null
  readonly text?: string | null
  readonly manifest?: string | null
}

export interface AskTrial {
  readonly policy: TriedPolicy
  readonly content: ContentInput
  readonly subject: number | null
  readonly endpoint?: string | null
  readonly model?: string | null
  readonly effort?: Effort | null
  readonly signal?: AbortSignal
}

export interface Trial extends Judged {
  readonly endpoint: string
}

interface Triable {
  readonly text: string
  readonly contract: OutputContract
  readonly effort: Effort
}

/** Judges one item as the editor has the policy. Nothing of it is kept. */
@Injectable()
export class CaseTrials {
  constructor(
    @Inject(PolicyStates) private readonly states: PolicyStates,
    @Inject(EndpointStore) private readonly endpoints: EndpointStore,
    @Inject(TestCalls) private readonly calls: TestCalls,
    @Inject(TokenLimit) private readonly tokens: TokenLimit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws `INPUT_REFUSED`, `ENDPOINT_UNUSABLE`, as `PolicyStates.at`, `parsePolicyManifest`, `parseContent`, `chooseTestEndpoint`. */
  async judge(asked: AskTrial): Promise<Trial> {
    const policy = await this.policyOf(asked.policy)
    const content = parseContent(asked.content, asked.subject)
    this.tokens.check(content)
    const endpoint = chooseTestEndpoint(await this.endpoints.list(this.clock.now()), asked)
    const judged = await judgeCase(this.calls.at(endpoint), {
      ...{ policy, content, effort: asked.effort ?? policy.effort },
      ...(asked.signal ? { signal: asked.signal } : {}),
    })
    if (judged.silence !== null) throw unusable(judged.silence)
    return { ...judged, endpoint: endpoint.name }
  }

  private async policyOf({ policy, ref, text, manifest }: TriedPolicy): Promise<Triable> {
    if (policy != null && text == null && manifest == null) {
      const state = await this.states.at(policy, ref)
      return { text: state.text, contract: state.contract, effort: state.manifest.effort }
    }
    if (policy != null || ref != null || text == null || manifest == null)
      throw new EvaluationError(
        'INPUT_REFUSED',
        'expected a policy with or without a ref, or text and manifest of a draft',
      )
    const written = checkPolicyText(text)
    const read = parsePolicyManifest(checkStorable(manifest, 'manifest'))
    return { text: written, contract: contractOfManifest(read, written), effort: read.effort }
  }
}
