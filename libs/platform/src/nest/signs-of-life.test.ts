import { expect, test } from '@jest/globals'
import { SystemClock } from '@assize/kernel'
import type { Sql } from '../sql.js'
import { SignsOfLife } from './signs-of-life.js'

/** A database that refuses every sign and counts them. */
class Deaf implements Sql {
  asked = 0

  query(): Promise<never> {
    this.asked += 1
    return Promise.reject(new Error('the database is away'))
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

test('signs are given while the work goes on, one that fails ends nothing, and none comes after', async () => {
  const database = new Deaf()
  const signs = new SignsOfLife(database, new SystemClock(), 'letter', 2)
  await signs.during('a', async () => {
    while (database.asked < 3) await pause(2)
  })
  const { asked } = database
  await pause(20)
  expect(database.asked).toBe(asked)
})

test('what the work throws is thrown, and no sign is given after', async () => {
  const database = new Deaf()
  const signs = new SignsOfLife(database, new SystemClock(), 'letter', 2)
  const failing = signs.during('a', () => Promise.reject(new Error('no more paper')))
  await expect(failing).rejects.toThrow('no more paper')
  await pause(20)
  expect(database.asked).toBe(0)
})
