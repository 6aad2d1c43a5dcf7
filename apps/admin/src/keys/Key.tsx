import { Fragment } from 'react'
import { keyCaps, type KeyName } from './keymap.js'
import { isMac } from './useKeys.js'

/** The key caps of an entry, for eyes only: assistive software reads `aria-keyshortcuts`. */
export function Key({ name }: { name: KeyName }) {
  return (
    <span aria-hidden="true" className="caps">
      {keyCaps(name, isMac()).map((cap, i) => (
        <Fragment key={i}>
          <kbd>{cap}</kbd>
        </Fragment>
      ))}
    </span>
  )
}
