import {
  Annotation,
  StateField,
  type ChangeSet,
  type Extension,
  type StateCommand,
} from '@codemirror/state'
import { keymap } from '@codemirror/view'

interface Past {
  readonly done: readonly ChangeSet[]
  readonly undone: readonly ChangeSet[]
  readonly atMs: number
}

const joinWithinMs = 600
const moved = Annotation.define<'undo' | 'redo'>()

/** What it takes to go back and forth; typing in one go is one step. */
const past = StateField.define<Past>({
  create: () => ({ done: [], undone: [], atMs: 0 }),
  update(value, transaction) {
    if (!transaction.docChanged) return value
    const inverse = transaction.changes.invert(transaction.startState.doc)
    const direction = transaction.annotation(moved)
    const { done, undone } = value
    if (direction === 'undo')
      return { done: done.slice(0, -1), undone: [...undone, inverse], atMs: 0 }
    if (direction === 'redo')
      return { done: [...done, inverse], undone: undone.slice(0, -1), atMs: 0 }
    const atMs = Date.now()
    const last = done.at(-1)
    const joins =
      last !== undefined &&
      transaction.isUserEvent('input.type') &&
      atMs - value.atMs < joinWithinMs
    return {
      done: joins ? [...done.slice(0, -1), inverse.compose(last)] : [...done, inverse],
      undone: [],
      atMs,
    }
  },
})

const step =
  (direction: 'undo' | 'redo'): StateCommand =>
  ({ state, dispatch }) => {
    const { done, undone } = state.field(past)
    const changes = (direction === 'undo' ? done : undone).at(-1)
    if (!changes) return false
    dispatch(state.update({ changes, annotations: moved.of(direction), scrollIntoView: true }))
    return true
  }

export const undo = step('undo')
export const redo = step('redo')

export const codeHistory = (): Extension => [
  past,
  keymap.of([
    { key: 'Mod-z', run: undo, preventDefault: true },
    { key: 'Mod-y', mac: 'Mod-Shift-z', run: redo, preventDefault: true },
    { key: 'Ctrl-Shift-z', run: redo, preventDefault: true },
  ]),
]
