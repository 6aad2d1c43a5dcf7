import type { VerdictAttempt } from '@assize/verdict'
import type { Dossier } from './dossier.js'
import { markup, type Html } from './html.js'
import { counted, duration, figure, inWords } from './phrases.js'
import { code, facts, section, when } from './section.js'

/** Every call that was made for the verdict, and under which settings. */
export function attemptsSection({ verdict, attempts }: Dossier): Html {
  const { sampling, usage } = verdict
  return section(
    'model',
    'The model and every attempt',
    facts([
      ['Answered by', verdict.answeredBy],
      ['Model', code(verdict.model)],
      ['Endpoint', code(verdict.endpoint)],
      ['Server version', verdict.serverVersion],
      ['System fingerprint', verdict.systemFingerprint],
      ['Effort', verdict.effort],
      [
        'Temperature, seed',
        `${sampling.temperature ?? 'server’s own'}, ${sampling.seed ?? 'none'}`,
      ],
      ['Simulated', verdict.simulated ? 'yes: no real model judged' : 'no'],
      ['Accepted', when(verdict.acceptedAt)],
      ['Decided', when(verdict.decidedAt)],
      ['Recorded', when(verdict.recordedAt)],
      ['Took', verdict.latencyMs === null ? null : duration(verdict.latencyMs)],
      ['Tokens', tokens(usage)],
      ['Cost', cost(verdict.costMicros)],
    ]),
    attempts.length === 0
      ? markup`<p class="withheld">
          No attempt is on the record: the verdict was
          ${verdict.source === 'import' ? 'made elsewhere and imported' : `answered by a ${verdict.answeredBy}`}.
        </p>`
      : markup`<h3>${counted(attempts.length, 'attempt')}</h3>
          <table>
            <thead>
              <tr>
                <th class="num">No.</th>
                <th>Started</th>
                <th>Endpoint and model</th>
                <th>Server</th>
                <th>Came to</th>
                <th>Tokens</th>
                <th>Time</th>
              </tr>
            </thead>
            <tbody>
              ${attempts.map((each) => row(each, scaleOf(attempts)))}
            </tbody>
          </table>
          <p class="small dim">
            Bars: grey waiting for a seat, amber to the first token where it was noted, blue to the last.
          </p>`,
  )
}

const row = (attempt: VerdictAttempt, scale: number): Html =>
  markup`<tr>
    <td class="num">${attempt.number}</td>
    <td>${when(attempt.startedAt)}</td>
    <td>
      ${attempt.endpoint}<br /><span class="dim"
        >${attempt.model}${attempt.simulated && ', simulated'}</span
      >
    </td>
    <td>
      ${attempt.serverVersion ?? 'not said'}${attempt.systemFingerprint !== null && markup`<br /><span class="dim">${attempt.systemFingerprint}</span>`}
    </td>
    <td>
      ${attempt.errorClass === null ? `${attempt.finishReason ?? 'a reply'}` : `failed: ${inWords(attempt.errorClass)}`}${attempt.httpStatus !== null && markup`<br /><span class="dim">HTTP ${attempt.httpStatus}</span>`}
    </td>
    <td>${tokens(attempt.usage)}</td>
    <td>
      waited
      ${duration(attempt.waitedMs)}${attempt.firstTokenMs !== null && `, first token ${duration(attempt.firstTokenMs)}`},
      whole ${duration(attempt.wholeMs)}${bar(attempt, scale)}
    </td>
  </tr> `

const width = 120
const scaleOf = (attempts: readonly VerdictAttempt[]): number =>
  width / Math.max(1, ...attempts.map(({ waitedMs, wholeMs }) => waitedMs + wholeMs))

function bar({ waitedMs, firstTokenMs, wholeMs }: VerdictAttempt, scale: number): Html {
  const [wait, first, whole] = [waitedMs, firstTokenMs ?? 0, wholeMs].map((ms) =>
    Math.round(ms * scale),
  ) as [number, number, number]
  return markup`<svg class="times" width="${width}" height="6" aria-hidden="true">
    <rect class="wait" width="${wait}" height="6"></rect>
    <rect class="think" x="${wait}" width="${first}" height="6"></rect>
    <rect class="write" x="${wait + first}" width="${Math.max(0, whole - first)}" height="6"></rect>
  </svg>`
}

function tokens(usage: VerdictAttempt['usage']): string {
  const parts = [
    usage.promptTokens !== null && `${figure(usage.promptTokens)} in`,
    usage.cachedTokens !== null && `${figure(usage.cachedTokens)} of them cached`,
    usage.completionTokens !== null && `${figure(usage.completionTokens)} out`,
    usage.reasoningTokens !== null && `${figure(usage.reasoningTokens)} of them reasoning`,
  ].filter((part) => part !== false)
  return parts.length === 0
    ? 'not said'
    : `${parts.join(', ')}${usage.estimated ? ' (estimated)' : ''}`
}

const cost = (micros: bigint | null): string | null =>
  micros === null ? null : `${(Number(micros) / 1_000_000).toFixed(6)}`
