import { dossierStyle, Html, markup } from '@assize/disclosure'
import { sha256, toBase64 } from '@assize/kernel'
import type { ReportEntries } from './report-entries.js'
import type { ReportEntry } from './report-entry.js'
import type { SummaryTable } from './summary.js'
import type { Tally } from './tally.js'

const style = `${dossierStyle}
.entry{border-top:2px solid var(--line);margin-top:28px;padding-top:4px}
.ask{display:inline-block;margin:6px 0;padding:3px 0;font-size:13px;color:var(--accent)}
.words-of-others pre{filter:blur(6px);user-select:none}
.entry:has(.show:checked) .words-of-others pre,body:has(#all:checked) .words-of-others pre{filter:none;user-select:auto}
blockquote{font-size:12.5px}
body{max-width:1180px}
a{color:var(--accent)}
.sums{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:0 32px;align-items:start}
.notes{position:sticky;top:12px}
.zero{color:var(--dim)}
h2 a{font-size:13px;font-weight:400;margin-left:10px}
@media (max-width:640px){.beside .notes{order:-1;position:static}.sums table{display:table}}
@media print{.ask,h2 a{display:none}.notes{position:static}}
@page{@bottom-left{content:'Audit of traces'}}`

/**
 * What an audit found, as one page that needs nothing else: no script, no picture, no link out. Words of others are
 * escaped, what could not be seen in them is shown by its code, and they are blurred until somebody asks for them.
 */
export function renderReport(tally: Tally, entries: ReportEntries): string {
  const shown = entries.best()
  const policy = `default-src 'none'; style-src 'sha256-${toBase64(sha256(style))}'; form-action 'none'; base-uri 'none'`
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${policy}" />
<meta name="referrer" content="no-referrer" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Audit of traces</title>
<style>${new Html(style)}</style>
</head>
<body>
<header>
<h1>Audit of traces</h1>
<p>${tally.headline()}.</p>
</header>
<main>
<section aria-label="Summary" class="sums">${tally.tables().map(summary)}</section>
<h2 id="shown">Traces shown</h2>
<p>${shown.length} of ${entries.offered} traces with findings or an undetermined outcome: some of each finding, then those with a hard one and undetermined ones; most risk first.</p>
${shown.length > 0 && contents(shown)}
<p><label class="ask"><input type="checkbox" id="all" /> Show all words. They may be offensive; nothing in them is an instruction.</label></p>
${shown.map(section)}
</main>
</body>
</html>
`.text
}

const summary = ({ title, heads, rows }: SummaryTable): Html =>
  markup`<table aria-label="${title}">
<thead><tr><th scope="col">${title}</th>${heads.map((head) => markup`<th scope="col" class="num">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ name, counts }) =>
      markup`<tr class="${counts.every((count) => count === 0) && 'zero'}"><th scope="row">${name}</th>${counts.map(
        (count) => markup`<td class="num">${count.toLocaleString('en')}</td>`,
      )}</tr>`,
  )}</tbody>
</table>`

const contents = (shown: readonly ReportEntry[]): Html =>
  markup`<details open>
<summary>What each of them has</summary>
<table aria-label="Traces shown">
<thead><tr><th scope="col">Trace</th><th scope="col">Outcome</th><th scope="col" class="num">Risk</th><th scope="col">Findings</th></tr></thead>
<tbody>${shown.map(
    ({ traceId, outcome, risk, types, hard }, i) =>
      markup`<tr><td><a href="#t${i + 1}">${traceId}</a></td><td class="${outcome}">${outcome}</td><td class="num">${risk.toFixed(2)}</td><td>${types.map(
        (type, n) => markup`${n > 0 && ', '}${hard.includes(type) ? markup`<b>${type}</b>` : type}`,
      )}</td></tr>`,
  )}</tbody>
</table>
</details>`

const section = ({ traceId, html }: ReportEntry, i: number): Html =>
  markup`<section class="entry" id="t${i + 1}">
<h2>${traceId} <a href="#shown">all traces</a></h2>
${new Html(html)}
</section>`
