import type { ImportVersion } from '@assize/policy'
import type { PolicyEntry } from './bundle-policies.js'
import { parseInstant } from './parse-instant.js'

const importer = { id: 'import', name: 'Trace import' }

/** A bundle's policy version as the policy room takes it in: dated to its first use, and in force from then on. */
export function policyVersionOf(
  entry: PolicyEntry & { readonly text: string },
  firstUse: Date,
): ImportVersion {
  const at = (entry.firstSeen === undefined ? undefined : parseInstant(entry.firstSeen)) ?? firstUse
  return {
    policy: entry.policyId,
    text: entry.text,
    externalName: entry.policyVersion,
    author: importer,
    at,
    message: `Import ${entry.policyVersion}`,
    origin: 'imported',
    publish: { at, by: importer.id },
  }
}
