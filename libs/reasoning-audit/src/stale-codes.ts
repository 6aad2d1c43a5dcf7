import { readRuleCodes, type RuleCodes } from '@assize/policy'
import type { UndefinedRule } from './cited-rules.js'
import type { OtherVersion } from './other-versions.js'
import type { SubjectReading } from './subject-reading.js'

const read = new WeakMap<OtherVersion, RuleCodes>()

function codesOf(version: OtherVersion): RuleCodes {
  const known = read.get(version)
  if (known) return known
  const codes = readRuleCodes(version.text)
  read.set(version, codes)
  return codes
}

/** The nearest version that defines the code, an earlier one before any later one. */
export function findDefining(
  { subject }: SubjectReading,
  { kind, name }: UndefinedRule,
): OtherVersion | undefined {
  if (kind !== 'code') return undefined
  const versions = (subject.otherVersions ?? []).filter((each) => codesOf(each).knows(name))
  return versions.find(({ relation }) => relation === 'earlier') ?? versions[0]
}

/** Only what was a rule once can be stale; a code that comes later was made up and met by chance. */
export const isStale = (version: OtherVersion | undefined): version is OtherVersion =>
  version?.relation === 'earlier'
