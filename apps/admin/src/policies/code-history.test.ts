import { expect, test } from '@jest/globals'
import { EditorState, type Transaction } from '@codemirror/state'
import { codeHistory, redo, undo } from './code-history.js'

function anEditor(doc: string) {
  let state = EditorState.create({ doc, extensions: codeHistory() })
  const dispatch = (transaction: Transaction) => (state = transaction.state)
  return {
    text: () => state.doc.toString(),
    replace: (from: number, to: number, insert: string, userEvent = 'input.paste') =>
      dispatch(state.update({ changes: { from, to, insert }, userEvent })),
    undo: () => undo({ state, dispatch }),
    redo: () => redo({ state, dispatch }),
  }
}

test('undo and redo walk through the same texts', () => {
  const editor = anEditor('one')
  editor.replace(3, 3, ' two')
  editor.replace(0, 3, 'ONE')
  expect(editor.text()).toBe('ONE two')
  editor.undo()
  expect(editor.text()).toBe('one two')
  editor.undo()
  expect(editor.text()).toBe('one')
  expect(editor.undo()).toBe(false)
  editor.redo()
  editor.redo()
  expect(editor.text()).toBe('ONE two')
  expect(editor.redo()).toBe(false)
})

test('typing in one go is one step', () => {
  const editor = anEditor('')
  for (const [i, letter] of [...'word'].entries()) editor.replace(i, i, letter, 'input.type')
  editor.undo()
  expect(editor.text()).toBe('')
  editor.redo()
  expect(editor.text()).toBe('word')
})
