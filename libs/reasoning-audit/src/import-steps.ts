import { problemOfLine, type FileLine } from './bundle-lines.js'
import { isBatchLine } from './bundle-batch.js'
import { parseBundleLine, problemAt, type BundleLine, type LineProblem } from './bundle-trace.js'
import { importLimits } from './import-run.js'
import { readImportable, type ImportableTrace } from './importable-trace.js'

/** Lines that are recorded in one transaction, in the order of the file. */
export type LineGroup = readonly (ImportableTrace | LineProblem)[]

/** Reads lines after `done` and groups them by number and size, so that a step's memory has an end. */
export async function* listSteps(
  lines: AsyncIterable<FileLine>,
  done: number,
  now: Date,
  limits: { readonly linesPerStep: number; readonly bytesPerStep: number } = importLimits,
): AsyncGenerator<LineGroup> {
  let group: (ImportableTrace | LineProblem)[] = []
  let groupStart = 0
  for await (const line of lines) {
    if (line.line <= done) {
      groupStart = line.bytes
      continue
    }
    group.push(readImportable(readLine(line), now))
    if (group.length < limits.linesPerStep && line.bytes - groupStart < limits.bytesPerStep)
      continue
    yield group
    group = []
    groupStart = line.bytes
  }
  if (group.length > 0) yield group
}

function readLine(line: FileLine): BundleLine {
  if (line.text === undefined) return problemOfLine(line)
  if (!isBatchLine(line.text)) return parseBundleLine(line.text, line.line)
  return problemAt(
    line.line,
    'MISSING_FIELD',
    'expected a trace of a bundle, saw a line of a batch file, which holds no policy',
  )
}
