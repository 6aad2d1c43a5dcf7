import { isNode, parseDocument } from 'yaml'
import { mostManifestCharacters } from '../policy-manifest.js'
import type { LintFix, Span } from './lint-remark.js'
import type { LintView } from './lint-view.js'
import { textLines, type TextLine } from './text-lines.js'

export interface ManifestSpan extends Span {
  readonly file: 'manifest'
}

/** Where `policy.yaml` gives a rule its code. */
export function codeInManifest(view: LintView, code: string): ManifestSpan | null {
  const manifestYaml = view.manifestYaml ?? ''
  for (const quote of ['', '"', "'"]) {
    const at = codeAt(manifestYaml, `${quote}${code}${quote}`)
    if (at !== null)
      return { file: 'manifest', start: at + quote.length, end: at + quote.length + code.length }
  }
  return null
}

function codeAt(yaml: string, value: string): number | null {
  for (let at = yaml.indexOf(value); at >= 0; at = yaml.indexOf(value, at + value.length)) {
    const isField = /(?:^|[\s{,])code:[ \t]{1,8}$/.test(yaml.slice(Math.max(0, at - 16), at))
    if (isField && /^(?:$|[\s,}])/.test(yaml.slice(at + value.length, at + value.length + 1)))
      return at
  }
  return null
}

/** Lists a rule that the text defines, after the last one of the list, with its words and its side. */
export function addToManifest(view: LintView, code: string, head: Span): LintFix[] {
  const lines = textLines(view.manifestYaml ?? '')
  const last = lastEntry(lines)
  if (!last) return []
  const outcome = view.sectionAt(head.start)?.side ?? 'violates'
  const title = JSON.stringify(titleAfter(view.text, head.end) || code)
  const entry = `\n${last.indent}- { code: ${code}, title: ${title}, outcome: ${outcome} }`
  const { end } = last
  return [
    {
      title: `List ${code} in policy.yaml`,
      isSafe: false,
      file: 'manifest',
      edits: [{ start: end, end, text: entry }],
    },
  ]
}

/** The words of a rule up to its colon. */
function titleAfter(text: string, at: number): string {
  const line = text.slice(at, at + 200).split(/[\r\n]/, 1)[0] ?? ''
  const [title = ''] = line.replace(/^[^\p{L}\p{N}]+/u, '').split(/[:.—–]/, 1)
  return title
    .replace(/[^\p{L}\p{N}\p{P} ]/gu, '')
    .trim()
    .slice(0, 80)
}

/** The end of the last entry of `rules`, and how far its dash is set in. */
function lastEntry(
  lines: readonly TextLine[],
): { readonly end: number; readonly indent: string } | null {
  const index = lines.findLastIndex(({ text }) => /^\s{0,20}-\s{1,8}\{?\s{0,8}code:/.test(text))
  const first = lines[index]
  if (!first) return null
  const indent = /^\s*/.exec(first.text)?.[0] ?? ''
  let { end } = first
  for (const line of lines.slice(index + 1)) {
    if (line.text.trim() === '' || !line.text.startsWith(`${indent} `)) break
    ;({ end } = line)
  }
  return { end, indent }
}

/** Where a field stands, named as `rules[0].code`; if it is missing, what it is missing from. */
export function fieldInManifest(yaml: string, path: string): Span {
  if (yaml.length > mostManifestCharacters) return { start: 0, end: 0 }
  const document = parseDocument(yaml)
  const [error] = document.errors
  if (error) return { start: error.pos[0], end: Math.min(error.pos[1], yaml.length) }
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  for (let depth = keys.length; depth > 0; depth--) {
    const node = document.getIn(
      keys.slice(0, depth).map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      true,
    )
    if (isNode(node) && node.range) return { start: node.range[0], end: node.range[1] }
  }
  return { start: 0, end: 0 }
}
