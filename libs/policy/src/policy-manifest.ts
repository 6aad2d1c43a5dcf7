import { DomainError } from '@assize/kernel'
import { parse as parseYaml } from 'yaml'
import {
  contractKinds,
  outcomes,
  type ContractKind,
  type ContractLabel,
  type Outcome,
} from './output-contract.js'
import {
  FieldReader,
  isMapping,
  type ManifestFault,
  type ManifestProblem,
  type Mapping,
} from './policy-manifest-fields.js'

export type { ManifestFault, ManifestProblem } from './policy-manifest-fields.js'

export const severities = ['low', 'medium', 'high'] as const
export type Severity = (typeof severities)[number]
export const grounds = ['terms', 'illegal'] as const
export type Ground = (typeof grounds)[number]
export const efforts = ['low', 'medium', 'high'] as const
export type Effort = (typeof efforts)[number]
export const actionKinds = ['hide', 'remove', 'limit', 'warn', 'none'] as const
export type ActionKind = (typeof actionKinds)[number]

export interface RuleEntry {
  readonly code: string
  readonly title: string
  readonly outcome: Outcome
  readonly severity: Severity
  /** Lower goes first where several rules apply. */
  readonly precedence: number
  readonly ground: Ground
  /** The clause of the platform's own terms: `Community rules, 4.2`. */
  readonly terms?: string
  /** The provision of law: `DSA Art. 16`. */
  readonly law?: string
}

/** Where a policy that somebody else wrote came from, and on what terms. */
export interface Provenance {
  readonly source: string
  readonly licence: string
  /** The file of the pack it was read from. */
  readonly file?: string
}

/** What a policy asks of its own test cases, where it asks for less than all. Shares of 0 to 1. */
export interface TestDemands {
  /** Of the cases, so many at least are concluded as expected. */
  readonly atLeast?: number
  /** Of the counterfactual pairs, so many at most are concluded differently. */
  readonly pairFlipsAtMost?: number
}

/** What `policy.yaml` says beside the policy's text. */
export interface PolicyManifest {
  readonly title: string
  readonly owners: readonly string[]
  readonly contract: ContractKind
  readonly labels: readonly ContractLabel[]
  readonly rules: readonly RuleEntry[]
  readonly effort: Effort
  readonly actions: Readonly<Record<'violates' | 'undetermined', ActionKind>>
  readonly provenance?: Provenance
  readonly tests?: TestDemands
}

export type ManifestReading =
  | { readonly kind: 'manifest'; readonly manifest: PolicyManifest }
  | { readonly kind: 'refused'; readonly problems: readonly ManifestProblem[] }

export class PolicyManifestError extends DomainError<ManifestFault> {}

/** @throws PolicyManifestError with every problem among its facts */
export function parsePolicyManifest(yamlText: string): PolicyManifest {
  const reading = readPolicyManifest(yamlText)
  if (reading.kind === 'manifest') return reading.manifest
  const [first] = reading.problems
  const { problems } = reading
  throw new PolicyManifestError(
    first?.fault ?? 'NOT_A_MAPPING',
    `expected a policy manifest, saw ${problems.length} problem(s): ${problems.map((each) => each.message).join('; ')}`,
    { problems },
  )
}

/** Far beyond what 500 rules take; YAML takes time that grows faster than its length. */
export const mostManifestCharacters = 131_072

/** Ours has three; YAML takes long over each that is opened. */
const mostLevels = 100

/** Brackets are counted wherever they stand, and marks of lists and keys that follow each other on a line. */
function isTooDeep(yamlText: string): boolean {
  let level = 0
  for (const [bracket] of yamlText.matchAll(/[[\]{}]/g)) {
    level += bracket === '[' || bracket === '{' ? 1 : -1
    if (level > mostLevels) return true
  }
  return /(?:[-?:][ \t]+){100}/.test(yamlText)
}

export function readPolicyManifest(yamlText: string): ManifestReading {
  if (yamlText.length > mostManifestCharacters) {
    const message = `expected at most ${mostManifestCharacters} characters, saw ${yamlText.length}`
    return refuse([{ fault: 'TOO_LONG', path: '', message }])
  }
  if (isTooDeep(yamlText)) {
    const message = `expected at most ${mostLevels} levels, saw more`
    return refuse([{ fault: 'NOT_YAML', path: '', message }])
  }
  let document: unknown
  try {
    document = parseYaml(yamlText, { maxAliasCount: 0 })
  } catch (error) {
    const line = (error as { linePos?: readonly { line: number }[] }).linePos?.[0]?.line
    const where = line === undefined ? '' : ` at line ${line}`
    return refuse([{ fault: 'NOT_YAML', path: '', message: `expected YAML, saw an error${where}` }])
  }
  if (!isMapping(document)) {
    const message = 'expected a mapping of fields at the top of the file'
    return refuse([{ fault: 'NOT_A_MAPPING', path: '', message }])
  }
  const reader = new FieldReader()
  const manifest: PolicyManifest = {
    title: reader.text(document, 'title', ''),
    owners: reader.texts(document, 'owners'),
    contract: reader.choice(document, 'contract', '', contractKinds, 'words'),
    labels: readLabels(reader, document),
    rules: readRules(reader, document),
    effort: reader.choice(document, 'effort', '', efforts, 'medium', 'medium'),
    actions: readActions(reader, document),
    ...readProvenance(reader, document),
    ...readTests(reader, document),
  }
  checkLabels(reader, manifest)
  return reader.problems.length > 0 ? refuse(reader.problems) : { kind: 'manifest', manifest }
}

const refuse = (problems: readonly ManifestProblem[]): ManifestReading => ({
  kind: 'refused',
  problems,
})

function readLabels(reader: FieldReader, document: Mapping): ContractLabel[] {
  const { labels } = document
  if (!isMapping(labels)) {
    if (labels !== undefined) reader.wrong('labels', 'a mapping of label to outcome')
    return []
  }
  return Object.keys(labels).map((label) => ({
    label,
    outcome: reader.choice(labels, label, 'labels.', outcomes, 'undetermined'),
  }))
}

/** Far beyond what a model can weigh in one call; each is looked for in the whole text. */
const mostRules = 500

function readRules(reader: FieldReader, document: Mapping): RuleEntry[] {
  const { rules } = document
  if (!Array.isArray(rules)) {
    if (rules !== undefined) reader.wrong('rules', 'a list of rules')
    return []
  }
  if (rules.length > mostRules) reader.wrong('rules', `at most ${mostRules} rules`)
  const seen = new Set<string>()
  return rules.slice(0, mostRules).map((entry: unknown, index): RuleEntry => {
    const rule = isMapping(entry) ? entry : {}
    const at = `rules[${index}].`
    const code = reader.text(rule, 'code', at)
    if (code !== '' && seen.has(code)) reader.add('DUPLICATE', `${at}code`, 'each rule code once')
    seen.add(code)
    const { precedence = index + 1 } = rule
    if (typeof precedence !== 'number' || !Number.isInteger(precedence))
      reader.wrong(`${at}precedence`, 'a whole number')
    return {
      code,
      title: reader.text(rule, 'title', at),
      outcome: reader.choice(rule, 'outcome', at, outcomes, 'violates'),
      severity: reader.choice(rule, 'severity', at, severities, 'medium', 'medium'),
      precedence: typeof precedence === 'number' ? precedence : index + 1,
      ground: reader.choice(rule, 'ground', at, grounds, 'terms', 'terms'),
      ...stated('terms', reader.maybeText(rule, 'terms', at)),
      ...stated('law', reader.maybeText(rule, 'law', at)),
    }
  })
}

function readProvenance(
  reader: FieldReader,
  document: Mapping,
): Pick<PolicyManifest, 'provenance'> {
  const { provenance } = document
  if (provenance === undefined || provenance === null) return {}
  if (!isMapping(provenance)) {
    reader.wrong('provenance', 'a mapping of source and licence')
    return {}
  }
  const at = 'provenance.'
  return {
    provenance: {
      source: reader.text(provenance, 'source', at),
      licence: reader.text(provenance, 'licence', at),
      ...stated('file', reader.maybeText(provenance, 'file', at)),
    },
  }
}

function readTests(reader: FieldReader, document: Mapping): Pick<PolicyManifest, 'tests'> {
  const { tests } = document
  if (tests === undefined || tests === null) return {}
  const known = ['atLeast', 'pairFlipsAtMost'] as const
  const stranger = isMapping(tests)
    ? Object.keys(tests).find((key) => !(known as readonly string[]).includes(key))
    : ''
  if (!isMapping(tests) || stranger !== undefined) {
    reader.wrong('tests', `a mapping of ${known.join(' and ')}`)
    return {}
  }
  const shares = known.flatMap((field) => {
    const share = reader.maybeShare(tests, field, 'tests.')
    return share === null ? [] : [[field, share] as const]
  })
  return { tests: Object.fromEntries(shares) }
}

/** Left out where nothing was said, so that digests of manifests without it stay what they were. */
const stated = <K extends string>(field: K, value: string | null): { readonly [P in K]?: string } =>
  (value === null ? {} : { [field]: value }) as { readonly [P in K]?: string }

function readActions(reader: FieldReader, document: Mapping): PolicyManifest['actions'] {
  const actions = document['actions'] ?? {}
  if (!isMapping(actions)) reader.wrong('actions', 'a mapping of outcome to action')
  const from = isMapping(actions) ? actions : {}
  return {
    violates: reader.choice(from, 'violates', 'actions.', actionKinds, 'hide', 'hide'),
    undetermined: reader.choice(from, 'undetermined', 'actions.', actionKinds, 'hide', 'hide'),
  }
}

function checkLabels(reader: FieldReader, { contract, labels }: PolicyManifest): void {
  if (contract === 'dual-codes' || contract === 'report') return
  const reached = new Set(labels.map((each) => each.outcome))
  if (labels.length > 0 || contract === 'words' || contract === 'custom')
    for (const outcome of ['violates', 'allowed'] as const)
      if (!reached.has(outcome)) reader.add('MISSING', 'labels', `a label that means ${outcome}`)
}
