import type { PolicyManifest } from '../policy-manifest.js'
import { ancestors, listCodeMentions, readRuleCodes, type CodeMention } from '../rule-codes.js'
import type { Span } from './lint-remark.js'
import { lineAt, trimmed, type TextLine } from './text-lines.js'

/** The place where the text says what a rule is. */
export interface CodeDefinition extends CodeMention {
  /** Its line. */
  readonly line: number
}

export interface PolicyCodes {
  /** By code, every line outside the examples that it heads, in order. */
  readonly defined: ReadonlyMap<string, readonly CodeDefinition[]>
  /** Every mention of a code of the policy's families, the definitions among them. */
  readonly mentions: readonly CodeMention[]
  /** The codes the manifest lists, else those the text defines. */
  readonly known: ReadonlySet<string>
  /** Whether `known` has the code or one below it: `SP-2` where there is `SP-2.1`. */
  readonly knows: (code: string) => boolean
  /** The known code that was surely meant, punctuated otherwise; and the only one that is one letter off. */
  readonly meant: (code: string) => { readonly code: string; readonly isSure: boolean } | null
}

export function readPolicyCodes(
  text: string,
  lines: readonly TextLine[],
  manifest: PolicyManifest | null,
  isExample: (offset: number) => boolean,
): PolicyCodes {
  const listed = manifest?.rules.map(({ code }) => code) ?? []
  const families = new Set(readRuleCodes(text.replace(/\r\n?/g, '\n')).families)
  for (const code of listed) for (const { prefix } of listCodeMentions(code)) families.add(prefix)
  const mentions = listCodeMentions(text).filter(({ prefix }) => families.has(prefix))
  const defined = new Map<string, CodeDefinition[]>()
  const told = new Set<string>()
  for (const mention of mentions) {
    if (isExample(mention.start)) continue
    const line = lineAt(lines, mention.start)
    const before = text.slice(Math.max(lines[line]?.start ?? 0, mention.start - 40), mention.start)
    if (/[([|]\s*$/.test(before)) told.add(mention.code)
    if (!isHead(lines[line], mention.start)) continue
    const siblings = defined.get(mention.code)
    if (siblings) siblings.push({ ...mention, line })
    else defined.set(mention.code, [{ ...mention, line }])
  }
  const known = new Set(listed.length > 0 ? listed : [...defined.keys(), ...told])
  const above = new Set([...known].flatMap(ancestors))
  return {
    ...{ defined, mentions, known, meant: nearest(known) },
    knows: (code) => known.has(code) || above.has(code),
  }
}

/** No head of a line is longer. */
const longestHead = 24

const isHead = (line: TextLine | undefined, at: number): boolean =>
  line !== undefined &&
  at - line.start <= longestHead &&
  /^[^\p{L}\p{N}]*(?:rule\s)?[^\p{L}\p{N}]*(?:[DR]-)?$/iu.test(line.text.slice(0, at - line.start))

/** A definition's line without white space around it. */
export const definitionLine = (lines: readonly TextLine[], { line }: CodeDefinition): Span =>
  trimmed(lines[line] ?? { start: 0, end: 0, text: '' })

/** Among more codes than a manifest may list, none is looked for that is only like another. */
const mostCompared = 500

const withoutMarks = (code: string): string => code.replace(/[-._ ]/g, '').toLowerCase()

function nearest(known: ReadonlySet<string>): PolicyCodes['meant'] {
  const byLetters = new Map<string, string[]>()
  for (const code of known) {
    const letters = withoutMarks(code)
    const alike = byLetters.get(letters)
    if (alike) alike.push(code)
    else byLetters.set(letters, [code])
  }
  return (code) => {
    const [same, ...alike] = byLetters.get(withoutMarks(code)) ?? []
    if (same !== undefined && alike.length === 0) return { code: same, isSure: true }
    if (known.size > mostCompared) return null
    const near = [...known].filter((each) => differsByOne(code, each))
    return near.length === 1 && near[0] !== undefined ? { code: near[0], isSure: false } : null
  }
}

/** Whether one letter is another, or one is missing at the end. */
function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a]
  let apart = longer.length - shorter.length
  for (let at = 0; at < shorter.length && apart < 2; at++)
    if (longer[at] !== shorter[at]) apart += 1
  return apart === 1
}
