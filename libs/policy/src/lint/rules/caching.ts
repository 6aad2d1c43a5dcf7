import type { LintFix } from '../lint-remark.js'
import { lintRule, safely, type Found } from '../lint-rule.js'
import type { LintView } from '../lint-view.js'
import { lineAt, type TextLine } from '../text-lines.js'

const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const date = new RegExp(
  String.raw`\b(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th)? ${months}\.?,? (?:19|20)\d\d\b|\b${months}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b`,
  'giu',
)
const changing =
  /\{\{[^{}\n\r]{1,60}\}\}|\$\{[^{}\n\r]{1,60}\}|%\([a-z_]{1,40}\)s|<%[^%\n\r]{1,60}%>|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?=[0-9a-f]{0,63}[a-f])(?=[0-9a-f]{0,63}\d)[0-9a-f]{12,64}\b/gi
const stamp =
  /^[\s>#*_-]{0,12}(?:last (?:updated|modified|reviewed|changed|edited)|updated|modified|revised|reviewed|generated|created|date|version|revision|build|commit|document id|policy id|id|request id|effective(?: date| from| as of)?)\b[^\p{L}\p{N}]{0,12}[^\n\r]{0,80}$/iu

export const varyingPrefix = lintRule({
  code: 'varying-prefix',
  severity: 'warning',
  what: 'a stamp, an id or a placeholder before the end',
  why: 'Servers reuse what they computed for an equal beginning; whatever stands after the first changed byte is computed anew.',
  example: 'Last updated: 2026-05-03 — as the second line',
  *check(view) {
    const tail = beginOfTail(view.lines)
    for (const line of view.lines.slice(0, tail)) if (isStamp(line.text)) yield stamped(view, line)
    const after = view.lines[tail]?.start ?? view.text.length
    for (const { 0: words, index } of view.text.matchAll(changing))
      if (
        index < after &&
        !isWithinStamp(view, index) &&
        view.sectionAt(index)?.kind !== 'examples'
      )
        yield {
          ...{ start: index, end: index + words.length },
          message: 'expected the same bytes in every version and call, saw an id or a placeholder',
        }
  },
})

export const datedText = lintRule({
  code: 'dated-text',
  severity: 'hint',
  what: 'a date in the middle of a policy',
  why: 'Every edit of it makes servers compute all that follows anew; and the model does not know what day it is.',
  example: '- SP-1.1 Ballot claims: false claims on the vote of 3 November 2026.',
  *check(view) {
    const after = view.lines[beginOfTail(view.lines)]?.start ?? view.text.length
    for (const { 0: words, index } of view.prose.matchAll(date))
      if (index < after && !isWithinStamp(view, index))
        yield {
          ...{ start: index, end: index + words.length },
          message: 'a date before the end of the text: does the rule need it?',
        }
  },
})

const longestStamp = 140

function isStamp(line: string): boolean {
  if (line.length > longestStamp || !stamp.test(line)) return false
  return (
    new RegExp(date.source, 'iu').test(line) ||
    new RegExp(changing.source, 'i').test(line) ||
    /\bv?\d{1,4}(?:\.\d{1,4}){1,3}\b/.test(line)
  )
}

const isWithinStamp = ({ lines }: LintView, at: number): boolean => {
  const line = lines[lineAt(lines, at)]
  return line !== undefined && isStamp(line.text)
}

/** The first of the lines that end the text and are blank or stamps; the last line that says something if none is. */
function beginOfTail(lines: readonly TextLine[]): number {
  let tail = lines.length
  while (tail > 0 && (lines[tail - 1]?.text.trim() === '' || isStamp(lines[tail - 1]?.text ?? '')))
    tail -= 1
  return tail
}

function stamped({ text, lines }: LintView, line: TextLine): Found {
  const next = lines[lineAt(lines, line.start) + 1]?.start ?? line.end
  const feed = text.slice(line.end, next)
  const endsLine = /[\n\r]$/.test(text)
  const moved: LintFix = {
    title: 'Move the line to the end',
    isSafe: false,
    file: 'text',
    edits: [
      { start: line.start, end: next, text: '' },
      {
        start: text.length,
        end: text.length,
        text: endsLine ? line.text + feed : feed + line.text,
      },
    ],
  }
  return {
    ...{ start: line.start, end: line.end },
    message: 'a line that changes with every version: put it at the end, or into policy.yaml',
    fixes: [safely(moved)],
  }
}
