import { expect, test } from '@jest/globals'
import { RecentReadings } from './recent-readings.js'

function counting(most: { readings: number; characters: number }) {
  const readings = new RecentReadings<string>(most)
  const read: string[] = []
  const of = (text: string) =>
    readings.of(text, () => {
      read.push(text)
      return text.toUpperCase()
    })
  return { of, read }
}

test('a text that comes again is read once, and the least used is forgotten first', () => {
  const { of, read } = counting({ readings: 2, characters: 1_000 })
  expect([of('a'), of('b'), of('a'), of('c'), of('a'), of('b')]).toEqual([
    'A',
    'B',
    'A',
    'C',
    'A',
    'B',
  ])
  expect(read).toEqual(['a', 'b', 'c', 'b'])
})

test('texts together never take more room than given, and a large one takes none', () => {
  const { of, read } = counting({ readings: 100, characters: 40 })
  for (const text of [
    'aaaaa',
    'bbbbb',
    'ccccc',
    'ddddd',
    'eeeee',
    'fffff',
    'ggggg',
    'hhhhh',
    'iiiii',
  ])
    of(text)
  of('x'.repeat(6))
  of('x'.repeat(6))
  of('iiiii')
  of('aaaaa')
  expect(read.slice(9)).toEqual(['xxxxxx', 'xxxxxx', 'aaaaa'])
})
