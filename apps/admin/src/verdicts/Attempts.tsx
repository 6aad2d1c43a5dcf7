import { useState } from 'react'
import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { Copy } from '../parts/Copy.js'
import { Empty } from '../parts/states.js'
import { VisibleText } from '../reading/VisibleText.js'
import { duration } from '../words/time.js'
import { costInWords, toWords } from '../words/words.js'
import type { WholeVerdict } from './source.js'
import { Waterfall } from './Waterfall.js'

type Attempt = WholeVerdict['attempts'][number]

const result = ({ errorClass, httpStatus, finishReason }: Attempt) =>
  errorClass
    ? [httpStatus, toWords(errorClass)].filter(Boolean).join(' ')
    : ['complete', finishReason].filter(Boolean).join(', ')

const ms = (value: number | null) =>
  value === null ? <span className="dim">none</span> : duration(value)

const bytes = (text: string) => {
  const size = new TextEncoder().encode(text).length
  return size < 1024 ? `${size} bytes` : `${(size / 1024).toFixed(1)} kB`
}

function RawReply({ attempt, onClose }: { attempt: Attempt; onClose: () => void }) {
  const raw = attempt.raw ?? ''
  return (
    <Dialog open onClose={onClose} maxWidth="lg" fullWidth aria-labelledby="raw-reply">
      <DialogTitle id="raw-reply">
        Raw reply of attempt {attempt.number} <Copy text={raw} what="the raw reply" />
      </DialogTitle>
      <DialogContent>
        <pre className="raw" tabIndex={0}>
          <VisibleText text={raw} />
        </pre>
      </DialogContent>
    </Dialog>
  )
}

function Usage({ verdict }: { verdict: WholeVerdict }) {
  const { usage, attempts, costMicros } = verdict
  const last = attempts.at(-1)
  const seconds = last?.wholeMs ? last.wholeMs / 1000 : null
  const figures: [string, string | null][] = [
    ['Prompt tokens', usage.promptTokens?.toLocaleString('en') ?? null],
    ['of these from cache', usage.cachedTokens?.toLocaleString('en') ?? null],
    ['Trace tokens', usage.reasoningTokens?.toLocaleString('en') ?? null],
    ['Completion tokens', usage.completionTokens?.toLocaleString('en') ?? null],
    [
      'Tokens per second',
      seconds && usage.completionTokens
        ? String(Math.round(usage.completionTokens / seconds))
        : null,
    ],
    ['Cost', costMicros === null ? null : costInWords(costMicros)],
  ]
  return (
    <dl className="cell usage">
      {figures
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt className="sub">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {usage.estimated && <p className="dim">Some of these are estimates.</p>}
    </dl>
  )
}

/** Each attempt with its raw reply, the time it took and what it used. */
export function Attempts({ verdict }: { verdict: WholeVerdict }) {
  const { attempts } = verdict
  const [chosen, setChosen] = useState<Attempt | null>(null)
  const last = attempts.at(-1)
  if (!last) {
    return (
      <Empty title="No attempts on record">
        <p>
          {verdict.source === 'IMPORT'
            ? 'This verdict was imported: what the model answered is here, how it was asked is not.'
            : 'No model was asked, so no reasoning is to be seen: a person decides.'}
        </p>
      </Empty>
    )
  }
  return (
    <div className="att">
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th>Attempt</th>
              <th>Endpoint</th>
              <th>Result</th>
              <th className="num">Waited</th>
              <th className="num">First token</th>
              <th className="num">Whole</th>
              <th className="num">Reply</th>
            </tr>
          </thead>
          <tbody>
            {attempts.map((attempt) => (
              <tr key={attempt.number} className={attempt === last ? 'on' : undefined}>
                <td>{attempt.number}</td>
                <td className="mono">{attempt.endpoint}</td>
                <td>{result(attempt)}</td>
                <td className="num">{ms(attempt.waitedMs)}</td>
                <td className="num">{ms(attempt.firstTokenMs)}</td>
                <td className="num">{ms(attempt.wholeMs)}</td>
                <td className="num">
                  {attempt.raw && (
                    <button className="link" onClick={() => setChosen(attempt)}>
                      raw, {bytes(attempt.raw)}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {last.raw && (
          <p className="cell mono cut sub rawline">
            <span className="label">raw reply</span> <VisibleText text={last.raw.slice(0, 160)} />
          </p>
        )}
      </div>
      <div className="cell">
        <Waterfall verdict={verdict} />
      </div>
      <Usage verdict={verdict} />
      {chosen && <RawReply attempt={chosen} onClose={() => setChosen(null)} />}
    </div>
  )
}
