import { useState } from 'react'
import { Icon } from './Icon.js'

/** A button that copies; its name changes to tell that it did. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [done, setDone] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setDone(true)
    setTimeout(() => setDone(false), 1500)
  }
  return (
    <button
      type="button"
      className="btn quiet copy"
      onClick={() => void copy()}
      aria-label={done ? `${what} copied` : `copy ${what}`}
      title={done ? 'copied' : `copy ${what}`}
    >
      <Icon name={done ? 'check' : 'copy'} />
    </button>
  )
}
