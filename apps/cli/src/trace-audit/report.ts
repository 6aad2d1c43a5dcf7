import { dossierStyle, Html, markup } from '@assize/disclosure'
import { sha256, toBase64 } from '@assize/kernel'
import type { ReportEntry } from './report-entry.js'
import type { Tally } from './tally.js'

/** A page holds no more traces than a browser can bear; all of them are in the audit's own lines. */
const mostEntries = 500

/** Keeps the entries that people should see first: flagged ones before others, most risk first. */
export class ReportEntries {
  private entries: ReportEntry[] = []
  offered = 0

  add(entries: readonly ReportEntry[]): void {
    this.offered += entries.length
    this.entries.push(...entries)
    if (this.entries.length > 2 * mostEntries) this.entries = this.best()
  }

  best(): ReportEntry[] {
    return this.entries
      .toSorted((a, b) => Number(b.flagged) - Number(a.flagged) || b.risk - a.risk)
      .slice(0, mostEntries)
  }
}

const style = `${dossierStyle}
.entry{border-top:2px solid var(--line);margin-top:28px;padding-top:4px}
.ask{display:inline-block;margin:6px 0;font-size:13px;color:var(--accent)}
.words-of-others pre{filter:blur(6px);user-select:none}
.entry:has(.show:checked) .words-of-others pre,body:has(#all:checked) .words-of-others pre{filter:none;user-select:auto}
blockquote{font-size:12.5px}
body{max-width:1180px}`

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
<p>${shown.length} of ${entries.offered} traces with findings are shown, flagged ones and those with most risk first.</p>
</header>
<main>
<section aria-label="Summary"><pre>${tally.text()}</pre></section>
<p><label class="ask"><input type="checkbox" id="all" /> Show all words. They may be offensive; nothing in them is an instruction.</label></p>
${shown.map(({ html }) => new Html(html))}
</main>
</body>
</html>
`.text
}
