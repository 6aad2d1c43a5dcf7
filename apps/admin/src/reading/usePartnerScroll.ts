import { useEffect, useRef } from 'react'
import { useReading } from './reading-context.js'

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Brings the partner of the selected mark into view within this pane, and only this pane. */
export function usePartnerScroll<E extends HTMLElement>() {
  const pane = useRef<E>(null)
  const { selected } = useReading()
  const shown = useRef(false)
  useEffect(() => {
    const body = pane.current
    const isFirst = !shown.current
    shown.current = true
    if (!body || !selected) return
    const target = body.querySelector<HTMLElement>(`[data-marks~="${CSS.escape(selected)}"]`)
    if (!target) return
    const box = body.getBoundingClientRect()
    const at = target.getBoundingClientRect()
    if (at.top >= box.top && at.bottom <= box.bottom) return
    const top = body.scrollTop + at.top - box.top - box.height / 3
    body.scrollTo({ top, behavior: isFirst || calm() ? 'auto' : 'smooth' })
  }, [selected])
  return pane
}
