/**
 * Every key of the admin, once: the handlers, tooltips, `aria-keyshortcuts` and the sheet read this.
 * `Mod` is Ctrl, on a Mac Cmd. A blank separates keys pressed one after the other.
 */
export const keymap = {
  help: { keys: ['?'], does: 'show these keys', where: 'Everywhere' },
  goTo: { keys: ['Mod+k'], does: 'go to anything', where: 'Everywhere' },
  goHome: { keys: ['g h'], does: 'front page', where: 'Everywhere' },
  goVerdicts: { keys: ['g v'], does: 'verdicts', where: 'Everywhere' },
  goQueues: { keys: ['g q'], does: 'queues', where: 'Everywhere' },
  goPolicies: { keys: ['g p'], does: 'policies', where: 'Everywhere' },
  goChanges: { keys: ['g c'], does: 'changes to policies', where: 'Everywhere' },
  goAppeals: { keys: ['g a'], does: 'appeals', where: 'Everywhere' },
  down: { keys: ['j'], does: 'next row', where: 'Lists' },
  up: { keys: ['k'], does: 'previous row', where: 'Lists' },
  open: { keys: ['Enter'], does: 'open the row', where: 'Lists' },
  select: { keys: ['x'], does: 'select the row', where: 'Lists' },
  exportRows: { keys: ['e'], does: 'export the selected rows', where: 'Lists' },
  compare: { keys: ['c'], does: 'compare the two selected rows', where: 'Lists' },
  find: { keys: ['/'], does: 'type a query', where: 'Lists' },
  previousFinding: { keys: ['['], does: 'previous claim or finding', where: 'Reading' },
  nextFinding: { keys: [']'], does: 'next claim or finding', where: 'Reading' },
  markRight: { keys: ['y'], does: 'mark the finding right', where: 'Reading' },
  markWrong: { keys: ['w'], does: 'mark the finding wrong', where: 'Reading' },
  blur: { keys: ['b'], does: 'blur or show the content', where: 'Reading' },
  violates: { keys: ['1'], does: 'violates', where: 'Deciding' },
  allowed: { keys: ['2'], does: 'allowed', where: 'Deciding' },
  undetermined: { keys: ['3'], does: 'undetermined', where: 'Deciding' },
  rules: { keys: ['r'], does: 'pick rules', where: 'Deciding' },
  unclear: { keys: ['u'], does: 'say that a rule is unclear', where: 'Deciding' },
  rationale: { keys: ['n'], does: 'write the rationale', where: 'Deciding' },
  decide: { keys: ['Mod+Enter'], does: 'decide and next', where: 'Deciding' },
  escalate: { keys: ['e'], does: 'escalate', where: 'Deciding' },
  skip: { keys: ['s'], does: 'skip', where: 'Deciding' },
  runCase: { keys: ['Mod+Enter'], does: 'run the case', where: 'Writing' },
  commit: { keys: ['Mod+s'], does: 'commit the draft', where: 'Writing' },
  undo: { keys: ['z'], does: 'undo the last decision', where: 'Deciding' },
} as const satisfies Record<string, KeyEntry>

export interface KeyEntry {
  readonly keys: readonly [string, ...string[]]
  readonly does: string
  readonly where: 'Everywhere' | 'Lists' | 'Reading' | 'Deciding' | 'Writing'
}

export type KeyName = keyof typeof keymap

export const places = ['Everywhere', 'Lists', 'Reading', 'Deciding', 'Writing'] as const

const glyphs: Record<string, string> = { Enter: '⏎', Escape: 'Esc' }

const spelt = (key: string, mac: boolean) =>
  key
    .split('+')
    .map((part) => (part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : (glyphs[part] ?? part)))
    .map((part) => (key.includes('+') && part.length === 1 ? part.toUpperCase() : part))
    .join(' ')

/** `Ctrl K`, `g v`: what stands on a key cap. */
export const keyCaps = (name: KeyName, mac = false): string[] =>
  keymap[name].keys[0].split(' ').map((key) => spelt(key, mac))

/** As the ARIA attribute wants it: `Control+K`. Sequences have no spelling there. */
export function ariaKeys(name: KeyName, mac = false): string | undefined {
  const [keys] = keymap[name].keys
  if (keys.includes(' ')) return undefined
  return keys.replace('Mod', mac ? 'Meta' : 'Control')
}
