import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, DomainError, sha256Hex } from '@assize/kernel'
import {
  fingerprintOf,
  parseContent,
  parseFacts,
  TokenLimit,
  type ContentInput,
} from '@assize/content'
import { armsFor, type Effort, type PolicyVersion, type ReleaseState } from '@assize/policy'
import { Config } from '@assize/platform'
import { PolicyReleases } from '@assize/policy/nest'
import {
  classificationLimits,
  priorities,
  type Acceptance,
  type ClassificationRequest,
} from '../classification.js'
import { ClassificationError } from '../classification-error.js'
import { AcceptanceService } from './acceptance.service.js'

/** One item as a caller asks for it; nothing of it is trusted yet. */
export interface AskedItem {
  readonly content: ContentInput
  readonly policies: readonly { readonly policy: string; readonly ref?: string | null }[]
  readonly effort?: Effort | null
  readonly priority?: number | null
  readonly idempotencyKey?: string | null
  readonly externalId?: string | null
  readonly author?: string | null
  readonly region?: string | null
  readonly language?: string | null
  readonly onPremisesOnly?: boolean | null
  readonly subject?: { readonly message: number } | null
}

export interface AcceptedItem extends Acceptance {
  readonly versions: readonly PolicyVersion[]
}

/** Checks what callers ask for, resolves policy versions and accepts; each item stands or falls alone. */
@Injectable()
export class ClassificationService {
  constructor(
    @Inject(AcceptanceService) private readonly acceptance: AcceptanceService,
    @Inject(PolicyReleases) private readonly releases: PolicyReleases,
    @Inject(TokenLimit) private readonly tokenLimit: TokenLimit,
    @Inject(Config) private readonly config: Pick<Config, 'contentHmacKey'>,
  ) {}

  /** In the order of the items: accepted, or the refusal of that item. */
  async submit(
    caller: string,
    items: readonly AskedItem[],
    usualPriority: number = priorities.batch,
  ): Promise<readonly (AcceptedItem | DomainError)[]> {
    if (items.length === 0) throw new ClassificationError('NO_ITEMS', 'expected items, saw none')
    const { itemsPerSubmission: most } = classificationLimits
    if (items.length > most)
      throw new ClassificationError(
        'TOO_MANY_ITEMS',
        `expected at most ${most} items, saw ${items.length}`,
        { most },
      )
    const resolve = this.resolveOnce()
    const checked = await Promise.all(items.map((item) => this.check(item, usualPriority, resolve)))
    const sound = checked.filter((each): each is Checked => !(each instanceof DomainError))
    const accepted = await this.acceptance.accept(
      caller,
      sound.map(({ request }) => request),
    )
    const results = new Map(sound.map((each, i) => [each, accepted[i]]))
    return checked.map((each) => {
      if (each instanceof DomainError) return each
      const result = results.get(each)
      if (!result) throw new Error('an item was neither accepted nor refused')
      return result instanceof DomainError ? result : { ...result, versions: each.versions }
    })
  }

  /** What is asked for is resolved once, so that all items of a call meet the same version, or the same arms. */
  private resolveOnce(): Resolve {
    const known = new Map<string, Promise<ReleaseState<PolicyVersion>>>()
    return ({ policy, ref }) => {
      const key = JSON.stringify([policy, ref ?? null])
      const released = known.get(key) ?? this.releases.judgedUnder(policy, ref ?? null)
      known.set(key, released)
      return released
    }
  }

  private async check(
    item: AskedItem,
    usualPriority: number,
    resolve: Resolve,
  ): Promise<Checked | DomainError> {
    try {
      const request = this.parse(item, usualPriority)
      const released = await Promise.all(item.policies.map(resolve))
      const fingerprint = fingerprintOf(request.content, this.config.contentHmacKey)
      const sides = released.map((each) => armsFor(each, fingerprint))
      const versions = sides.map(({ version }) => version)
      const policies = sides.map(({ version: { policy, commit }, arm }) => ({
        ...{ policy, commit, arm: arm === 'canary' ? arm : null },
      }))
      const shadows = sides.flatMap(({ shadow }) => shadow ?? [])
      const bodySha256 = bodyDigest(item)
      return { versions, request: { ...request, policies, shadows, bodySha256 } }
    } catch (error) {
      if (error instanceof DomainError) return error
      throw error
    }
  }

  private parse(item: AskedItem, usualPriority: number): Unresolved {
    refuseUnfitPolicies(item.policies)
    const content = parseContent(item.content, item.subject?.message)
    this.tokenLimit.check(content)
    const facts = parseFacts({
      externalId: item.externalId,
      author: item.author,
      region: item.region,
      language: item.language,
    })
    return {
      content,
      facts,
      effort: item.effort ?? null,
      priority: parsePriority(item.priority ?? usualPriority),
      onPremisesOnly: item.onPremisesOnly ?? false,
      idempotencyKey: parseKey(item.idempotencyKey ?? null),
    }
  }
}

type Unresolved = Omit<ClassificationRequest, 'policies' | 'shadows' | 'bodySha256'>

type Resolve = (wish: AskedItem['policies'][number]) => Promise<ReleaseState<PolicyVersion>>

interface Checked {
  readonly request: ClassificationRequest
  readonly versions: readonly PolicyVersion[]
}

function refuseUnfitPolicies(policies: AskedItem['policies']): void {
  const { policiesPerItem: most } = classificationLimits
  if (policies.length === 0)
    throw new ClassificationError('NO_POLICY_NAMED', 'expected at least one policy')
  if (policies.length > most)
    throw new ClassificationError(
      'TOO_MANY_POLICIES',
      `expected at most ${most} policies, saw ${policies.length}`,
    )
  if (new Set(policies.map(({ policy, ref }) => `${policy}@${ref ?? ''}`)).size < policies.length)
    throw new ClassificationError('POLICY_NAMED_TWICE', 'expected each policy version once')
}

function parsePriority(priority: number): number {
  if (!Number.isInteger(priority) || priority < 0 || priority > priorities.least)
    throw new ClassificationError(
      'PRIORITY_INVALID',
      `expected a priority from 0 to 9, saw ${priority}`,
    )
  return priority
}

function parseKey(key: string | null): string | null {
  const { idempotencyKeyCharacters: most } = classificationLimits
  if (key !== null && (key.trim() === '' || key.length > most || /\p{C}/u.test(key)))
    throw new ClassificationError(
      'IDEMPOTENCY_KEY_INVALID',
      `expected 1 to ${most} printable characters`,
    )
  return key
}

/** Everything asked for but the key itself, once found to be well-formed; absent and null mean the same. */
function bodyDigest({ idempotencyKey: _key, ...asked }: AskedItem): string {
  return sha256Hex(
    canonicalJson(JSON.parse(JSON.stringify(asked, (_, value: unknown) => value ?? undefined))),
  )
}
