import { readRuleCodes, type RuleCodes } from '@assize/policy'
import type { UndefinedRule } from './cited-rules.js'
import type { OtherVersion } from './other-versions.js'
import type { SubjectReading } from './subject-reading.js'

const read = new WeakMap<OtherVersion, RuleCodes>()

export function codesOf(version: OtherVersion): RuleCodes {
  const known = read.get(version)
  if (known) return known
  const codes = readRuleCodes(version.text)
  read.set(version, codes)
  return codes
}

/** The nearest earlier version that defines the code, or else a later one. */
export function findStaleCode(
  { subject }: SubjectReading,
  { kind, name }: UndefinedRule,
): OtherVersion | undefined {
  if (kind !== 'code') return undefined
  const versions = (subject.otherVersions ?? []).filter((each) =>
    codesOf(each).codes.includes(name),
  )
  return versions.find(({ relation }) => relation === 'earlier')
}
