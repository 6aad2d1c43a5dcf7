import { expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { inOrder, type Hand } from './in-order.js'

async function* numbers(count: number, read: { last: number } = { last: 0 }) {
  for (let n = 1; n <= count; n += 1) {
    read.last = n
    yield await Promise.resolve(n)
  }
}

test('results come in the order of the inputs, however long each takes', async () => {
  const slowFirst: Hand<number, number> = async (n) => {
    await sleep(n % 3 === 0 ? 15 : 1)
    return n * 10
  }
  const results: number[] = []
  for await (const result of inOrder(numbers(20), [slowFirst, slowFirst, slowFirst]))
    results.push(result)
  expect(results).toEqual(Array.from({ length: 20 }, (_, i) => (i + 1) * 10))
})

test('the source is read no further than the hands are ahead', async () => {
  const read = { last: 0 }
  const hand: Hand<number, number> = (n) => Promise.resolve(n)
  for await (const result of inOrder(numbers(100, read), [hand, hand]))
    expect(read.last - result).toBeLessThanOrEqual(4)
})

test('no hand is given two things at once', async () => {
  let busy = 0
  const hand: Hand<number, number> = async (n) => {
    busy += 1
    expect(busy).toBe(1)
    await sleep(1)
    busy -= 1
    return n
  }
  const results: number[] = []
  for await (const result of inOrder(numbers(8), [hand])) results.push(result)
  expect(results).toHaveLength(8)
})

test('what goes wrong in a hand is told', async () => {
  const hand: Hand<number, number> = (n) =>
    n === 3 ? Promise.reject(new Error('broken')) : Promise.resolve(n)
  const all = async () => {
    for await (const result of inOrder(numbers(9), [hand, hand])) expect(result).toBeLessThan(3)
  }
  await expect(all()).rejects.toThrow('broken')
})
