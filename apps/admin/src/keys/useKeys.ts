import { useEffect, useRef } from 'react'
import { useStore } from 'react-admin'
import { makeMatcher } from './match-keys.js'
import type { KeyName } from './keymap.js'

export type Handlers = Partial<Record<KeyName, () => void>>

interface Layer {
  current: Handlers
}

const layers: Layer[] = []
let singleKeys = true
const matcher = makeMatcher({ singleKeys: () => singleKeys })

export const isMac = () => /mac/i.test(globalThis.navigator?.platform ?? '')

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[role="textbox"], [role="combobox"]')) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** Enter on something that has its own use for it stays with that thing. */
function keepsEnter(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return false
  return event.target instanceof HTMLElement && event.target.closest('a, button, summary') !== null
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || keepsEnter(event)) return
  const active = new Set(layers.flatMap((layer) => Object.keys(layer.current) as KeyName[]))
  const names = matcher.press(
    {
      key: event.key,
      mod: isMac() ? event.metaKey : event.ctrlKey,
      alt: event.altKey && !event.getModifierState('AltGraph'),
      typing: isTyping(event.target),
    },
    event.timeStamp,
    active,
  )
  for (const layer of [...layers].reverse()) {
    const name = names.find((candidate) => layer.current[candidate])
    if (!name) continue
    event.preventDefault()
    layer.current[name]?.()
    return
  }
}

/** Binds keys of the keymap while the component is mounted; what mounts later comes first. */
export function useKeys(handlers: Handlers, enabled = true) {
  const layer = useRef<Handlers>(handlers)
  useEffect(() => {
    layer.current = handlers
  })
  useEffect(() => {
    if (!enabled) return
    if (layers.length === 0) document.addEventListener('keydown', onKeyDown)
    layers.push(layer)
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [enabled])
}

/** People with assistive software may need single keys off. */
export function useSingleKeys() {
  const [on, setOn] = useStore('keys.single', true)
  useEffect(() => {
    singleKeys = on
  }, [on])
  return [on, setOn] as const
}
