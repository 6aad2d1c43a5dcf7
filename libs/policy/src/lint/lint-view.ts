import { inferContract } from '../infer-contract.js'
import type { ContractLabel, OutputContract } from '../output-contract.js'
import { contractOfManifest } from '../policy-manifest-contract.js'
import type { PolicyManifest } from '../policy-manifest.js'
import type { VersionEntry } from '../policy-version.js'
import { contractStatements, type ContractStatement } from './contract-statements.js'
import type { Span } from './lint-remark.js'
import { proseOf } from './policy-prose.js'
import { readPolicyCodes, type PolicyCodes } from './policy-codes.js'
import { readExamples, type PolicyExample } from './policy-examples.js'
import { readSections, type PolicySection } from './policy-sections.js'
import { firstWords, lineAt, textLines, type TextLine } from './text-lines.js'

export type LintPast = Pick<VersionEntry, 'sequence' | 'manifest'>

/** What is linted: the files of a policy, and what is known of it besides. */
export interface LintDraft {
  /** Its name, if it is written here. */
  readonly policy?: string
  readonly text: string
  /** Nothing where the policy has none, or one that cannot be read. */
  readonly manifest: PolicyManifest | null
  readonly manifestYaml?: string | null
  readonly cases?: string | null
  /** Earlier versions of the policy, oldest first. */
  readonly history?: readonly LintPast[]
  /** Of the text, as the model counts. */
  readonly tokens?: number
}

/** A draft as the rules of the lint read it; what several rules need is read once. */
export interface LintView {
  readonly text: string
  readonly lines: readonly TextLine[]
  readonly manifest: PolicyManifest | null
  readonly policy: string | null
  readonly manifestYaml: string | null
  readonly cases: string
  readonly history: readonly LintPast[]
  readonly tokens: number | null
  /** Of the text as a whole; `text` is what is read of it. */
  readonly characters: number
  readonly contract: OutputContract
  /** The labels that examples and contract are read by. */
  readonly labels: readonly ContractLabel[]
  readonly sections: readonly PolicySection[]
  readonly examples: readonly PolicyExample[]
  /** Where the text says what to answer. */
  readonly statements: readonly ContractStatement[]
  /** The text with examples and whatever stands in quotation marks blanked out, offsets kept. */
  readonly prose: string
  readonly codes: PolicyCodes
  /** Where a remark on the policy as a whole stands. */
  readonly top: Span
  readonly sectionAt: (offset: number) => PolicySection | undefined
}

/**
 * So many characters of a text are read, up to the end of a line: one of 10,000 tokens has fewer. Time grows with the
 * length of what is read, and whoever waits for the lint holds up everybody else.
 */
export const mostRead = 65_536

function readOf(text: string): string {
  if (text.length <= mostRead) return text
  const end = text.lastIndexOf('\n', mostRead)
  return text.slice(0, end > 0 ? end : mostRead)
}

/** More labels than a contract can sensibly have are not looked for. */
const mostLabels = 50

export function lintView(draft: LintDraft): LintView {
  const { manifest, history = [] } = draft
  const text = readOf(draft.text)
  const { policy = null, manifestYaml = null, tokens = null } = draft
  const lines = textLines(text)
  const sections = readSections(lines)
  const plain = text.replace(/\r\n?/g, '\n')
  const contract = manifest ? contractOfManifest(manifest, plain) : inferContract(plain)
  const labels = contract.labels.slice(0, mostLabels)
  const ofLine = new Array<PolicySection | undefined>(lines.length)
  for (const section of sections) ofLine.fill(section, section.heading, section.to)
  const sectionAt = (offset: number) => ofLine[lineAt(lines, offset)]
  const examples = sections
    .filter(({ kind }) => kind === 'examples')
    .flatMap((section) => readExamples(lines, section, labels))
  return {
    ...{
      policy,
      text,
      lines,
      manifest,
      manifestYaml,
      cases: draft.cases ?? '',
      history,
      tokens,
      characters: draft.text.length,
      contract,
      labels,
      sections,
    },
    examples,
    statements: contractStatements({ lines, sections, examples, labels }),
    prose: proseOf(lines, text, sections),
    codes: readPolicyCodes(
      text,
      lines,
      manifest,
      (offset) => sectionAt(offset)?.kind === 'examples',
    ),
    top: firstWords(lines),
    sectionAt,
  }
}
