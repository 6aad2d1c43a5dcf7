import { shortRefName, type PushRule } from '@assize/gitstore'

/** A release, or what lies below one: of two refs one cannot be the folder of the other. */
const release = /^[a-z0-9-]+\/v\d+(\/|$)/

/** The tag of a published version: made by publishing it, and by nothing else. */
export const releaseTag = (policy: string, sequence: number): string => `${policy}/v${sequence}`

/** Nobody pushes what looks like a release. */
export const releaseTags: PushRule = {
  name: 'release-tags',
  check: ({ refs }) =>
    refs
      .filter(
        ({ kind, ref, change }) =>
          kind === 'tag' && change === 'made' && release.test(shortRefName(ref)),
      )
      .map(({ ref }) => ({
        severity: 'error',
        ref,
        code: 'TAG_RESERVED',
        message: `${shortRefName(ref)} names a release: publish the version, and it is tagged`,
      })),
}
