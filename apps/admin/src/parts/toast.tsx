import { useEffect, useSyncExternalStore } from 'react'

let message: string | null = null
const listeners = new Set<() => void>()

/** One short line about something just done; it goes by itself. */
export function say(words: string | null) {
  message = words
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toast() {
  const words = useSyncExternalStore(subscribe, () => message)
  useEffect(() => {
    if (!words) return
    const timer = setTimeout(() => say(null), 5000)
    return () => clearTimeout(timer)
  }, [words])
  return (
    <div role="status" aria-live="polite">
      {words && <div className="toast">{words}</div>}
    </div>
  )
}
