import { Inject, Injectable } from '@nestjs/common'
import { ObjectSignatures } from '@assize/gitstore/nest'
import { PeopleLoaders } from '@assize/identity/nest'
import { as, requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { policyRepository, releaseTag } from '../../index.js'
import { PolicyDesk } from '../changes/policy-desk.js'
import { ObjectSignature, VersionTag } from './signature.graphql.js'

/** Signatures of the objects a request shows, checked in one go. */
@Injectable()
export class SignatureLoaders {
  constructor(
    @Inject(ObjectSignatures) private readonly signatures: ObjectSignatures,
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  /** Null for what is neither commit nor tag. */
  async of(context: GraphqlContext, oid: string): Promise<ObjectSignature | null> {
    const load = (oids: readonly string[]) => this.signatures.of(policyRepository, oids)
    const found = await requestLoader(context, 'policy.signatures', load).load(oid)
    if (!found) return null
    const person = found.by === 'person' ? found : null
    return as(ObjectSignature, {
      by: found.by,
      fingerprint: 'fingerprint' in found ? found.fingerprint : null,
      person: person && (await this.people.brief(context, person.personId)),
      keyRemovedAt: person?.keyRemovedAt ?? null,
    })
  }

  /** Of a version that was published here; the tags of a policy are read at once. */
  async tagOf(
    context: GraphqlContext,
    { policy, sequence }: { readonly policy: string; readonly sequence: number },
  ): Promise<VersionTag | null> {
    const tags = await requestLoader(context, 'policy.tags', (names) => this.tags(names)).load(
      policy,
    )
    const name = releaseTag(policy, sequence)
    const oid = tags?.get(name)
    const signature = oid === undefined ? null : await this.of(context, oid)
    return signature && as(VersionTag, { name, signature })
  }

  private async tags(
    policies: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
    const { work } = await this.desk.reading()
    return new Map(
      await Promise.all(
        policies.map(async (policy) => {
          const tags = await work.listTags(`${policy}/`)
          return [policy, new Map(tags.map(({ name, oid }) => [name, oid]))] as const
        }),
      ),
    )
  }
}
