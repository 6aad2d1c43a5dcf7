import type { Edit, LintedFile, LintFix, LintRemark, LintSeverity, Place } from './lint-remark.js'
import { lintRules } from './lint-rules.js'
import { textLines, toPlace } from './text-lines.js'

/** What was linted, with the address of each of its files relative to where the run began. */
export interface SarifRun {
  readonly remarks: readonly LintRemark[]
  readonly uris: Readonly<Record<LintedFile, string>>
  readonly texts: Readonly<Record<LintedFile, string>>
}

const levels: Readonly<Record<LintSeverity, string>> = {
  error: 'error',
  warning: 'warning',
  hint: 'note',
}

/**
 * A log of the Static Analysis Results Interchange Format.
 * Source: OASIS SARIF 2.1.0, sections 3.13 (log), 3.27 (result), 3.30 (region) and 3.55 (fix).
 */
export function toSarif(runs: readonly SarifRun[], version: string): object {
  return {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'assize policy lint', version, rules: lintRules.map(toDescriptor) },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: [...new Set(runs.flatMap(({ uris }) => Object.values(uris)))].map((uri) => ({
          location: { uri },
        })),
        results: runs.flatMap((run) => run.remarks.map((remark) => toResult(run, remark))),
      },
    ],
  }
}

const toDescriptor = ({ code, severity, what, why, example }: (typeof lintRules)[number]) => ({
  id: code,
  shortDescription: { text: sentence(what) },
  fullDescription: { text: `${sentence(what)} ${why}` },
  help: {
    text: `${why} Remarked on: ${example}`,
    markdown: `${why}\n\nRemarked on: \`${example.replaceAll('`', "'")}\``,
  },
  defaultConfiguration: { level: levels[severity] },
})

const sentence = (phrase: string): string => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`

const indexOfRule = new Map<string, number>(lintRules.map(({ code }, index) => [code, index]))

function toResult(run: SarifRun, { code, severity, message, place, rule, fixes }: LintRemark) {
  return {
    ruleId: code,
    ruleIndex: indexOfRule.get(code),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: run.uris[place.file] },
          region: toRegion(place),
        },
      },
    ],
    ...(fixes.length > 0 ? { fixes: fixes.map((fix) => toFix(run, fix)) } : {}),
    properties: rule === null ? {} : { rule },
  }
}

const toRegion = ({ line, column, endLine, endColumn, start, end }: Place) => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
  charOffset: start,
  charLength: end - start,
})

function toFix({ uris, texts }: SarifRun, { title, file, edits, isSafe }: LintFix) {
  const lines = textLines(texts[file])
  const toReplacement = ({ start, end, text }: Edit) => ({
    deletedRegion: toRegion(toPlace(file, lines, { start, end })),
    ...(text === '' ? {} : { insertedContent: { text } }),
  })
  return {
    description: { text: title },
    artifactChanges: [
      { artifactLocation: { uri: uris[file] }, replacements: edits.map(toReplacement) },
    ],
    properties: { isSafe },
  }
}
