import { as } from '@assize/platform/nest'
import { supersededAt, type PolicyVersion, type Publication } from '../index.js'
import { PolicyVersionType, PublicationType, Rule } from './policy-version.graphql.js'

/** What a room that shows a version hands to GraphQL. */
export const toVersionType = (version: PolicyVersion): PolicyVersionType =>
  as(PolicyVersionType, {
    policy: version.policy,
    commit: version.commit,
    shortCommit: version.commit.slice(0, 7),
    blob: version.blob,
    bundleSha256: version.bundleSha256,
    sequence: version.sequence,
    title: version.title,
    authorId: version.author,
    authorIds: version.authors ?? [],
    message: version.message,
    origin: version.origin,
    committedAt: version.committedAt,
    parent: version.parent,
    text: version.text,
    manifest: version.manifest,
    manifestYaml: version.manifestYaml ?? '',
    cases: version.cases ?? '',
    contract: version.contract.kind,
    labels: [...version.contract.labels],
    rules: version.rules.map((rule) => as(Rule, { ...rule, of: version })),
  })

/** Of one policy, oldest first. */
export function toPublicationTypes(history: readonly Publication[]): PublicationType[] {
  const ends = supersededAt(history)
  return history.map((each) => ({
    ...toPublicationType(each),
    supersededAt: ends.get(each.id) ?? null,
  }))
}

/** One that nothing followed yet. */
export const toPublicationType = (publication: Publication): PublicationType =>
  as(PublicationType, {
    ...{ id: publication.id, commit: publication.commit, kind: publication.kind },
    policy: publication.policy,
    ...{ note: publication.note, publishedAt: publication.publishedAt },
    emergency: publication.emergency === true,
    publishedById: publication.publishedBy,
    supersededAt: null,
  })
