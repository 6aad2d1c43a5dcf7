import { Outcome } from '../parts/Outcome.js'
import { VisibleText } from '../reading/VisibleText.js'
import { toWords } from '../words/words.js'
import type { WholeVersion } from './documents.js'
import { parseCases } from './policy-cases.js'

export function RulesTable({ version }: { version: WholeVersion }) {
  const rules = [...version.rules].sort((a, b) => a.precedence - b.precedence)
  return (
    <div className="tablewrap">
      <table>
        <thead>
          <tr>
            <th>Rule</th>
            <th>Title</th>
            <th>Leads to</th>
            <th>Severity</th>
            <th className="num">Precedence</th>
            <th>Ground</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.code}>
              <td className="rule">{rule.code}</td>
              <td>{rule.title}</td>
              <td>
                <Outcome name={rule.outcome} />
              </td>
              <td>{toWords(rule.severity)}</td>
              <td className="num">{rule.precedence}</td>
              <td>{rule.ground}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note-line sub">
        Labels:{' '}
        {version.labels.map(({ label, outcome }) => (
          <span key={label}>
            <span className="mono">{label}</span> <Outcome name={outcome} />{' '}
          </span>
        ))}
      </p>
    </div>
  )
}

export function CasesTable({ version }: { version: WholeVersion }) {
  const cases = parseCases(version.cases)
  return (
    <div className="tablewrap">
      <table className="wrap">
        <thead>
          <tr>
            <th>Content</th>
            <th>Label</th>
            <th>Rules</th>
            <th>Note</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <tr key={one.line}>
              <td>
                <VisibleText text={one.content} />
              </td>
              <td className="mono">{one.label}</td>
              <td className="rule">{one.rules.join(' ')}</td>
              <td className="sub">{one.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
