import { expect, test } from '@jest/globals'
import { CostlyAnswers } from './costly-answers.js'

class Hands {
  ms = 0
  now = (): Date => new Date(this.ms)
}

/** Takes as long as told, and counts how often it was asked. */
function finder(clock: Hands, tookMs: number) {
  const found = { times: 0 }
  const find = () => {
    clock.ms += tookMs
    return Promise.resolve(++found.times)
  }
  return { found, find }
}

test('a dear answer serves all who ask soon after, and is found anew in time', async () => {
  const clock = new Hands()
  const answers = new CostlyAnswers<number>(clock)
  const { find } = finder(clock, 100)
  expect(await answers.get(['q'], find)).toBe(1)
  clock.ms += 1_800
  expect(await answers.get(['q'], find)).toBe(1)
  clock.ms += 200
  expect(await answers.get(['q'], find)).toBe(2)
})

test('an answer that cost nothing is never old', async () => {
  const clock = new Hands()
  const answers = new CostlyAnswers<number>(clock)
  const { find } = finder(clock, 0)
  expect([await answers.get(['q'], find), await answers.get(['q'], find)]).toEqual([1, 2])
})

test('questions at once wait for one answer, and other questions for their own', async () => {
  const clock = new Hands()
  const answers = new CostlyAnswers<number>(clock)
  const { found, find } = finder(clock, 10)
  expect(await Promise.all([answers.get(['a', 1], find), answers.get(['a', 1], find)])).toEqual([
    1, 1,
  ])
  await answers.get(['a', 2], find)
  expect(found.times).toBe(2)
})

test('a failure is told to who asked, and kept for nobody', async () => {
  const answers = new CostlyAnswers<number>(new Hands())
  await expect(answers.get(['q'], () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await answers.get(['q'], () => Promise.resolve(7))).toBe(7)
})
