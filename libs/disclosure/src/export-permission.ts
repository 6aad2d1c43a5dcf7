import { grantOf, type Permission, type Principal } from '@assize/identity'
import { DisclosureError } from './disclosure-error.js'
import type { WordKind } from './export-job.js'

const permissionFor: Readonly<Record<WordKind, Permission>> = {
  content: 'content:view',
  trace: 'trace:read',
}

/**
 * Who may have rows of the record as a file: the auditor, and the data steward whose trade they are. Words only for
 * those who may read all of them: a permission for one's own does not reach a whole filter.
 */
export function requireExportPermission(
  requester: Principal,
  words: readonly WordKind[],
  exporters: readonly Permission[] = ['evidence:export', 'dataset:export'],
): void {
  const holds = (permission: Permission) => grantOf(requester, permission) === 'all'
  if (!exporters.some(holds) || !holds('verdict:read'))
    throw new DisclosureError('EXPORT_FORBIDDEN', `expected ${exporters.join(' or ')}`)
  const denied = words.map((word) => permissionFor[word]).filter((each) => !holds(each))
  if (denied.length > 0)
    throw new DisclosureError(
      'WORDS_FORBIDDEN',
      `expected ${denied.join(' and ')} for all content, not only for one's own`,
      { permissions: denied },
    )
}
