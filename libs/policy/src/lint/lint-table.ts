import { lintRules } from './lint-rules.js'

const cell = (words: string): string =>
  words.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;')
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** The rules of the lint as a table in Markdown; `docs/policy-lint.md` holds it. */
export const lintTable = (): string =>
  [
    row('code', 'severity', 'remarks on', 'why', 'example'),
    row('---', '---', '---', '---', '---'),
    ...lintRules.map(({ code, severity, what, why, example }) =>
      row(
        `\`${code}\``,
        severity,
        cell(what),
        cell(why),
        `\`${example.replaceAll('|', String.raw`\|`)}\``,
      ),
    ),
  ].join('\n')
