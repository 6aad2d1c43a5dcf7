import type { DomainEvent } from '@assize/events'
import type { VersionEntry } from './policy-version.js'
import type { Publication } from './publication.js'

export const policyCommitted = 'policy.committed'
export const policyPublished = 'policy.published'

export const committedEvent = ({ policy, commit, sequence }: VersionEntry): DomainEvent => ({
  type: policyCommitted,
  subject: policy,
  payload: { policy, commit, sequence },
})

export const publishedEvent = ({ id, policy, commit, kind }: Publication): DomainEvent => ({
  type: policyPublished,
  subject: policy,
  payload: { publicationId: id, policy, commit, kind },
})
