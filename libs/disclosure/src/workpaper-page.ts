import { join, markup, type Html } from './dossier/html.js'
import { sampleRecipe } from './sample.js'
import { resultOf, type SampleResult } from './sample-result.js'
import { cellsOf, workpaperHeadings, type AuditSample, type WorkpaperRow } from './workpaper.js'

/** What a browser may do with the page: show it. */
export const workpaperPolicy = "default-src 'none'; style-src 'unsafe-inline'"

const style = `body{font:13px/1.45 system-ui,sans-serif;margin:2rem;color:#111}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #999;padding:3px 6px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eee}dt{font-weight:600}dd{margin:0 0 .5rem}td.mark{min-width:6rem}
@media print{body{margin:0}thead{display:table-header-group}tr{break-inside:avoid}}`

/** A workpaper on paper: what was drawn and how, a row for each verdict, and what came of it. */
export function workpaperPage(sample: AuditSample, rows: readonly WorkpaperRow[]): string {
  const shown = [0, 1, 2, 3, 4, 6, 8, 9]
  const pick = (cells: readonly string[]) => shown.map((n) => cells[n] ?? '')
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Workpaper: ${sample.title}</title>
<meta http-equiv="Content-Security-Policy" content="${workpaperPolicy}">
<style>${markupStyle}</style></head><body>
<h1>Workpaper: ${sample.title}</h1>
<dl>
<dt>Sample</dt><dd>${sample.id}, ${rows.length} of ${sample.populationRows} verdicts, ${sample.method}</dd>
<dt>Population</dt><dd>${sample.populationId}, sha256 ${sample.populationSha256}</dd>
<dt>Seed</dt><dd>${sample.seed}</dd>
<dt>Signed</dt><dd>${sample.signedAt ? `${sample.signedAt.toISOString()}, sha256 ${sample.sha256 ?? ''}` : 'not yet'}</dd>
</dl>
<h2>Result${simulatedWords(rows)}</h2>${resultLines(resultOf(rows, sample.strata ?? []))}
<h2>Rows</h2>
<table><thead><tr>${join(pick(workpaperHeadings).map((heading) => markup`<th scope="col">${heading}</th>`))}</tr></thead>
<tbody>${join(rows.map((row) => line(pick(cellsOf(row)))))}</tbody></table>
<h2>How to draw it again</h2>
<ol>${join(sampleRecipe.map((step) => markup`<li>${step}</li>`))}</ol>
</body></html>
`.text
}

const markupStyle = markup([style] as unknown as TemplateStringsArray)

const line = (cells: readonly string[]): Html =>
  markup`<tr>${join(cells.map((cell) => markup`<td>${cell}</td>`))}</tr>`

function resultLines({ agree, disagree, cannotSay, open, disagreement }: SampleResult): Html {
  const counts = markup`<p>${agree} agreed, ${disagree} disagreed, ${cannotSay} could not be judged, ${open} open.</p>`
  if (!disagreement) return counts
  const { share, low, high, covered } = disagreement
  const of =
    covered < 1 ? `the ${percent(covered)} of the population it speaks for` : 'the population'
  const rest =
    covered < 1 &&
    markup` The interval holds for all of it: of strata in which no row was judged nothing is known.`
  return markup`${counts}<p>Disagreement in ${of}: ${percent(share)}, between ${percent(low)} and ${percent(high)} with 95 % confidence (Wilson).${rest}</p>`
}

/** Verdicts of a simulator never go unnoticed into a figure. */
const simulatedWords = (rows: readonly WorkpaperRow[]): string => {
  const count = rows.filter(({ simulated }) => simulated).length
  return count === 0 ? '' : `, ${count} of ${rows.length} verdicts simulated`
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
