import { parseDocument } from 'yaml'
import { DomainError } from '@assize/kernel'
import { importedPrefix, isPolicyName } from '../policy-name.js'
import { parsePolicyCases } from '../policy-cases.js'
import { parsePolicyManifest, type PolicyManifest, type Provenance } from '../policy-manifest.js'
import { checkPolicyText } from '../policy-text.js'
import { casesOfCsv } from './pack-cases.js'
import { textOf, type PackFile, type PackProblem } from './pack-file.js'
import { listPackEntries, type PackEntry, type PackVersion } from './pack-layout.js'
import { manifestOfText } from './pack-manifest.js'
import { shapeOf, type PackShape } from './pack-shape.js'

/** Where a pack came from; both are asked of whoever imports it. */
export interface PackOrigin {
  /** An address or a title: `https://example.org/pack`. */
  readonly source: string
  /** An SPDX expression such as `CC-BY-4.0`, or words. */
  readonly licence: string
}

/** A version as it can be committed. */
export interface PackPolicyVersion {
  readonly label: string
  readonly text: string
  readonly manifestYaml: string
  readonly cases: string
  readonly shape: PackShape
}

export interface PackPolicy {
  readonly name: string
  readonly versions: readonly PackPolicyVersion[]
  readonly rules: number
  readonly cases: number
}

export interface PackReading {
  readonly policies: readonly PackPolicy[]
  readonly problems: readonly PackProblem[]
}

/** The policies of a pack, ready to be committed; what cannot be read is named and left out, the rest stays. */
export function readPack(files: readonly PackFile[], origin: PackOrigin): PackReading {
  const problems: PackProblem[] = []
  const policies = listPackEntries(files).flatMap((entry) => {
    const policy = readEntry(entry, origin, (path, message) => problems.push({ path, message }))
    return policy ? [policy] : []
  })
  const taken = new Set<string>()
  return {
    policies: policies.filter(({ name }) => {
      if (!taken.has(name)) return taken.add(name)
      problems.push({ path: name, message: 'another policy of the pack has this name' })
      return false
    }),
    problems,
  }
}

type Tell = (path: string, message: string) => void

function readEntry(entry: PackEntry, origin: PackOrigin, tell: Tell): PackPolicy | null {
  const name = policyNameOf(entry.name)
  const versions: PackPolicyVersion[] = []
  let manifest: PolicyManifest | null = null
  for (const version of entry.versions)
    try {
      const read = readVersion(version, name, origin)
      manifest = read.manifest
      versions.push({ ...read.version, cases: '' })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      tell(version.text.path, error.message)
    }
  const newest = versions.at(-1)
  if (!newest || !manifest) return null
  const { jsonl, count } = readCases(entry, manifest, tell)
  versions[versions.length - 1] = { ...newest, cases: jsonl }
  return { name, versions, rules: manifest.rules.length, cases: count }
}

function readVersion(
  { label, text: file, manifest: given }: PackVersion,
  name: string,
  origin: PackOrigin,
) {
  const text = checkPolicyText(textOf(file) ?? '')
  const { source, licence } = origin
  const provenance: Provenance = { source, licence, file: file.path }
  const stated = given && textOf(given)
  const manifestYaml = stated
    ? withProvenance(stated, provenance)
    : manifestOfText(text, name, provenance)
  const manifest = parsePolicyManifest(manifestYaml)
  return { manifest, version: { label, text, manifestYaml, shape: shapeOf(text) } }
}

/** The pack's own manifest, comments and order kept. Throws where it is none. */
function withProvenance(yaml: string, provenance: Provenance): string {
  parsePolicyManifest(yaml)
  const document = parseDocument(yaml)
  document.set('provenance', provenance)
  return document.toString({ lineWidth: 0 })
}

function readCases({ cases }: PackEntry, manifest: PolicyManifest, tell: Tell) {
  let jsonl = ''
  let count = 0
  for (const file of cases) {
    const text = textOf(file)
    if (text === null) {
      tell(file.path, 'expected UTF-8')
      continue
    }
    if (file.path.endsWith('.jsonl'))
      try {
        count += parsePolicyCases(text, manifest.labels).length
        jsonl += text.endsWith('\n') ? text : `${text}\n`
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        tell(file.path, error.message)
      }
    else {
      const read = casesOfCsv(text, manifest)
      jsonl += read.jsonl
      count += read.count
      const [first] = read.problems
      if (first)
        tell(
          file.path,
          `${read.problems.length} rows left out, the first at line ${first.line}: ${first.message}`,
        )
    }
  }
  return { jsonl, count }
}

/** A name as policies written here have it. */
function policyNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const own = plain.startsWith(importedPrefix) ? plain.slice(importedPrefix.length) : plain
  const short = own.slice(0, 64).replace(/-+$/, '')
  return isPolicyName(short) ? short : 'policy'
}
