import { Fragment, useEffect, useLayoutEffect, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'react-router'

interface Props {
  readonly title: string
  readonly mono?: boolean
  /** Pages above this one, nearest last. */
  readonly above?: readonly { readonly title: string; readonly to: string }[]
  readonly children?: ReactNode
}

export const topSlot = 'page-top'

/** A page's own part of the top bar: where one is, and what belongs beside it. */
export function PageTop({ title, mono, above = [], children }: Props) {
  // A page that was fetched finds the bar there, and has its heading at once.
  const [slot, setSlot] = useState(() => document.getElementById(topSlot))
  useLayoutEffect(() => setSlot(document.getElementById(topSlot)), [])
  useEffect(() => {
    document.title = `${title} · Assize`
  }, [title])
  if (!slot) return null
  return createPortal(
    <>
      <nav className="crumbs" aria-label="Where you are">
        {above.map((page) => (
          <Fragment key={page.to}>
            <Link to={page.to}>{page.title}</Link>
            <span className="sep" aria-hidden="true">
              /
            </span>
          </Fragment>
        ))}
        <h1 className={mono ? 'mono' : undefined}>{title}</h1>
      </nav>
      {children}
    </>,
    slot,
  )
}
