import { Inject, Injectable } from '@nestjs/common'
import {
  decideImport,
  decidePublication,
  draftImport,
  PolicyStore,
  type ImportVersion,
  type NewPublication,
  type PolicyVersion,
  type Publication,
  type VersionEntry,
} from '../index.js'
import { PolicyService } from './policy.service.js'
import { readShippedPolicies, type ShippedBy } from './shipped-policies.js'

/** Brings in versions that were written elsewhere, with their own dates. Running twice changes nothing. */
@Injectable()
export class PolicyImport {
  constructor(
    @Inject(PolicyStore) private readonly store: PolicyStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** In the order given, which is the order of the commits. Answers in the same order. */
  async importVersions(versions: readonly ImportVersion[]): Promise<readonly PolicyVersion[]> {
    const imported: PolicyVersion[] = []
    for (const version of versions) {
      const draft = draftImport(version)
      const entry = await this.store.recordVersion(draft.policy, (past) =>
        decideImport(draft, past),
      )
      if (version.publish) await this.publish(entry, version.publish)
      imported.push(await this.policies.whole(entry))
    }
    return imported
  }

  /** The policies the product ships with, from `policies/<name>/` and `policies/<name>/earlier/<n>/`. */
  async seedShippedPolicies(folder: string, by: ShippedBy): Promise<readonly PolicyVersion[]> {
    return this.importVersions(await readShippedPolicies(folder, by))
  }

  private async publish(
    version: VersionEntry,
    { at, by, note }: NonNullable<ImportVersion['publish']>,
  ): Promise<Publication> {
    const { policy, commit, origin } = version
    return this.store.recordPublication(
      policy,
      ({ versions, publications }): NewPublication | Publication => {
        const known = publications.find((each) => each.commit === commit)
        if (known) return known
        const kind =
          origin === 'imported'
            ? 'imported'
            : decidePublication(versions, publications, version, by, at)
        return { policy, commit, kind, note: note ?? null, publishedBy: by, publishedAt: at }
      },
    )
  }
}
