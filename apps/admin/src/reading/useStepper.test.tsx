import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { act, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { useStepper } from './useStepper.js'

const ids = ['a', 'b', 'c', 'd']
let root: Root
let place: HTMLElement
let step: (by: 1 | -1) => void
let choose: (id: string | null) => void

function Stepper() {
  const [selected, select] = useState<string | null>(null)
  step = useStepper(ids, selected, select)
  choose = select
  return <p>{selected}</p>
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  place = document.createElement('div')
  root = createRoot(place)
  act(() => {
    root.render(<Stepper />)
  })
})
afterEach(() => {
  act(() => {
    root.unmount()
  })
})

test('two steps before the page is drawn anew are two steps', () => {
  act(() => {
    step(1)
    step(1)
  })
  expect(place.textContent).toBe('b')
  act(() => {
    step(1)
    step(1)
    step(-1)
  })
  expect(place.textContent).toBe('c')
})

test('steps go on from what was chosen otherwise', () => {
  act(() => {
    step(1)
  })
  act(() => {
    choose('c')
  })
  act(() => {
    step(1)
  })
  expect(place.textContent).toBe('d')
})
