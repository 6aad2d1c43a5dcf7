import { Copy } from '../parts/Copy.js'
import './commands.css'

/** Lines for a terminal, copied in one. */
export const Commands = ({ lines, what }: { lines: readonly string[]; what: string }) => (
  <div className="commands">
    <pre tabIndex={0} aria-label={what}>
      {lines.join('\n')}
    </pre>
    <Copy text={lines.join('\n')} what={what} />
  </div>
)
