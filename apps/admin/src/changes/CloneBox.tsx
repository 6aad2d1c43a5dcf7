import { Link } from 'react-router'
import { Copy } from '../parts/Copy.js'

export const remoteUrl = () => `${globalThis.location.origin}/git/policies.git`

/** How to work on policies with git's own client. */
export function CloneBox() {
  const command = `git clone ${remoteUrl()}`
  return (
    <section className="panel" aria-label="Clone with git">
      <div className="head">
        <h2>Clone with git</h2>
      </div>
      <div className="in says">
        <p className="command">
          <code>{command}</code> <Copy text={command} what="the command" />
        </p>
        <p className="sub">
          git asks for a name and a password: any name, and one of your{' '}
          <Link to="/people">API keys</Link> as the password. Push to a branch, then open a change
          from it here; what is refused is told in the terminal, with the reason.
        </p>
      </div>
    </section>
  )
}
