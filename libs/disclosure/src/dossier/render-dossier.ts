import { attemptsSection } from './attempts-section.js'
import { contentSection } from './content-section.js'
import type { Dossier } from './dossier.js'
import { markup, Html } from './html.js'
import { instant } from './phrases.js'
import { policySection } from './policy-section.js'
import { proofSection } from './proof-section.js'
import { outcomeMark } from './section.js'
import { storySection } from './story-section.js'
import { dossierStyle, styleDigest } from './style.js'
import { summaryOf } from './summary.js'
import { traceSection } from './trace-section.js'
import { withheldSection } from './withheld-section.js'

/**
 * The dossier as one page that needs nothing else: no script, no picture, no link out, no network. Law: equal dossiers
 * give equal bytes.
 */
export function renderDossier(dossier: Dossier): string {
  const { verdict, made, policy } = dossier
  const title = `Dossier of verdict ${verdict.id}`
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${pagePolicy}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>${new Html(dossierStyle)}</style>
      </head>
      <body>
        <header>
          <h1>
            Dossier: ${outcomeMark(verdict.outcome)} under ${policy.version.title}
            ${verdict.simulated && markup`<span class="simulated">simulated</span>`}
          </h1>
          <p>Verdict <code>${verdict.id}</code></p>
          <p>
            ${made === null ? 'Part of an evidence package.' : `Made on ${instant(made.at)} for ${made.by}. Confidential: for the reader and those they answer to.`}
          </p>
        </header>
        <main>
          <section id="summary" aria-label="Summary">
            <div class="summary">
              ${summaryOf(dossier).map((sentence) => markup`<p>${sentence}</p>`)}
            </div>
          </section>
          ${contentSection(dossier)} ${policySection(dossier)} ${traceSection(dossier)}
          ${attemptsSection(dossier)} ${storySection(dossier)} ${proofSection(dossier)}
          ${withheldSection(dossier)}
        </main>
        <footer>
          Times are UTC. Texts stand as they were received; characters that do not show or that turn
          the direction of writing stand as their codes, such as <span class="token">U+202E</span>.
          Traces are for staff only and are never shown to people outside.
        </footer>
      </body>
    </html>
`.text
}

/** What the page may load: its own style, and nothing else from anywhere. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${styleDigest}'; base-uri 'none'; form-action 'none'`
