import { Link } from 'react-router'
import { Icon } from '../parts/Icon.js'
import { Time } from '../parts/Time.js'
import { checksWords } from './change-words.js'
import type { Check } from './documents.js'
import { CheckState } from './State.js'

/** Of the head alone: a commit starts them anew. */
export const Checks = ({ checks }: { checks: readonly Check[] }) => (
  <section aria-label="Checks">
    <h2>
      Checks <span className="dim">{checksWords(checks)}</span>
    </h2>
    <ul>
      {checks.map(({ name, state, summary, reportedAt, required, commit, reportId }) => (
        <li key={name}>
          <div className="row">
            <span className="strong">{name}</span>
            {!required && <span className="dim">not required</span>}
            <span className="spacer" />
            <CheckState state={state} />
          </div>
          <p className="dim">
            {summary ?? (reportedAt ? 'nothing said' : 'nobody reported yet')}
            {reportedAt && (
              <>
                , <Time at={reportedAt} />
              </>
            )}{' '}
            at <span className="mono">{commit.slice(0, 7)}</span>
            {reportId && name !== 'lint' && (
              <>
                {' '}
                <Link to={`/policy-tests/${reportId}`} aria-label={`Report of ${name}`}>
                  Report
                </Link>
              </>
            )}
          </p>
        </li>
      ))}
      {checks.length === 0 && (
        <li className="dim">
          <Icon name="check" /> none is asked for
        </li>
      )}
    </ul>
  </section>
)
