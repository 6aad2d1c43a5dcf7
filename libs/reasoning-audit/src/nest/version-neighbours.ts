import { Inject, Injectable } from '@nestjs/common'
import { BoundedCache, Clock } from '@assize/kernel'
import { versionKey, type PolicyVersion } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import { nearestVersions, type OtherVersion } from '../other-versions.js'

const mostCharacters = 16 * 1024 * 1024
/** On each side; some of them may say the same. */
const reach = 12
/** A version committed meanwhile is not missed for longer. */
const periodMs = 60_000

const sizeOf = (versions: readonly OtherVersion[]): number =>
  versions.reduce((sum, { text }) => sum + text.length, 1024)

/** The other versions of the policies that verdicts were made under; read once a minute at most. */
@Injectable()
export class VersionNeighbours {
  private readonly cache = new BoundedCache(mostCharacters, sizeOf)

  constructor(
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** By version key. */
  async of(keys: readonly string[]): Promise<ReadonlyMap<string, readonly OtherVersion[]>> {
    const period = Math.floor(this.clock.now().getTime() / periodMs)
    const found = new Map<string, readonly OtherVersion[]>()
    const missing = [...new Set(keys)].filter((key) => {
      const known = this.cache.find(`${key} ${period}`)
      if (known) found.set(key, known)
      return !known
    })
    if (missing.length === 0) return found
    for (const [key, version] of await this.policies.byCommits(missing)) {
      const neighbours = await this.neighboursOf(version)
      this.cache.keep(`${key} ${period}`, neighbours)
      found.set(key, neighbours)
    }
    return found
  }

  private async neighboursOf({ policy, commit, sequence }: PolicyVersion) {
    const pages = await this.policies.versions([policy], {
      limit: 2 * reach,
      direction: 'forward',
      cursor: [String(sequence + reach)],
    })
    const versions = (pages.get(policy)?.items ?? []).toReversed()
    return nearestVersions(
      versions.map(({ text, manifest, sequence: nth }) => ({
        name: manifest.externalName ?? versionKey(policy, `v${nth}`),
        text,
      })),
      versions.findIndex((version) => version.commit === commit),
    )
  }
}
