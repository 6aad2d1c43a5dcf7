import { keymap, type KeyName } from './keymap.js'

/** What of a keyboard event matters, so that matching needs no browser. */
export interface Pressed {
  readonly key: string
  readonly mod: boolean
  readonly alt: boolean
  readonly typing: boolean
}

export interface Matcher {
  /** The names this press completes, given the presses just before it. */
  press(pressed: Pressed, atMs: number, active: ReadonlySet<KeyName>): KeyName[]
}

const sequenceMs = 1200

const spelling = ({ key, mod }: Pressed) =>
  mod ? `Mod+${key.length === 1 ? key.toLowerCase() : key}` : key

/**
 * Follows presses and says which entries of the keymap they complete. Keys without a modifier are
 * off while typing and when single keys are switched off.
 */
export function makeMatcher(options: { readonly singleKeys: () => boolean }): Matcher {
  let held: { key: string; atMs: number } | null = null
  return {
    press(pressed, atMs, active) {
      if (pressed.alt) return []
      if (!pressed.mod && (pressed.typing || !options.singleKeys())) return []
      const key = spelling(pressed)
      const sequence = held && atMs - held.atMs < sequenceMs ? `${held.key} ${key}` : null
      const named = (wanted: string) =>
        [...active].filter((name) => (keymap[name].keys as readonly string[]).includes(wanted))
      const completed = sequence ? named(sequence) : []
      if (completed.length) {
        held = null
        return completed
      }
      const begins = [...active].some((name) =>
        keymap[name].keys.some((keys) => keys.startsWith(`${key} `)),
      )
      held = begins ? { key, atMs } : null
      return begins ? [] : named(key)
    },
  }
}
