import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { driftsOf, type DriftDay, type DriftMeasure } from './drift.js'

const driftOn = (day: string, days: readonly DriftDay[], measure: DriftMeasure) =>
  driftsOf(days, (each) => each === day).find((drift) => drift.measure === measure)

const dayAt = (i: number) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)
const aDay = (i: number, over: Partial<DriftDay> = {}): DriftDay => ({
  day: dayAt(i),
  ...{ verdicts: 200, violates: 20, undetermined: 2, flagged: 10 },
  ...over,
})
const calm = Array.from({ length: 20 }, (_, i) => aDay(i))

test('a day like those before is no drift', () => {
  expect(driftOn(dayAt(20), [...calm, aDay(20, { violates: 24 })], 'violates')).toMatchObject({
    drifted: false,
    pastShare: 0.1,
    share: 0.12,
  })
})

test('a share that leaps is drift, either way, with the sign of where it went', () => {
  const up = driftOn(dayAt(20), [...calm, aDay(20, { violates: 60 })], 'violates')
  expect(up).toMatchObject({ drifted: true, verdicts: 200, pastVerdicts: 4000 })
  expect(up?.z).toBeGreaterThan(4)
  const down = driftOn(dayAt(20), [...calm, aDay(20, { violates: 0 })], 'violates')
  expect(down?.drifted).toBe(true)
  expect(down?.z).toBeLessThan(-4)
})

test('where days always differed as much, one more is no drift', () => {
  const restless = calm.map((day, i) => ({ ...day, violates: i % 2 ? 5 : 55 }))
  const days = [...restless, aDay(20, { violates: 60 })]
  expect(driftOn(dayAt(20), days, 'violates')?.drifted).toBe(false)
})

test('too little on either side is nothing to compare', () => {
  expect(driftOn(dayAt(20), [...calm, aDay(20, { verdicts: 10 })], 'flagged')).toBeUndefined()
  expect(driftOn(dayAt(1), [aDay(0, { verdicts: 100 }), aDay(1)], 'flagged')).toBeUndefined()
  expect(driftOn(dayAt(20), calm, 'flagged')).toBeUndefined()
})

test('what lies before the window is another past', () => {
  const early = calm.map((day) => ({ ...day, violates: 150 }))
  const late = Array.from({ length: 20 }, (_, i) => aDay(i + 40))
  const drift = driftOn(dayAt(60), [...early, ...late, aDay(60)], 'violates')
  expect(drift).toMatchObject({ pastShare: 0.1, drifted: false })
})

test('nothing undetermined, then some: the first of it has a finite z', () => {
  const none = calm.map((day) => ({ ...day, undetermined: 0 }))
  const drift = driftOn(dayAt(20), [...none, aDay(20, { undetermined: 30 })], 'undetermined')
  expect(drift).toMatchObject({ drifted: true })
  expect(Number.isFinite(drift?.z)).toBe(true)
})

test('a day is compared with the 28 before it and with no other, whatever else was asked for', () => {
  const someDays = fc
    .uniqueArray(fc.nat(120), { maxLength: 80 })
    .map((days) => days.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(someDays, fc.array(fc.nat(300)), (numbers, counts) => {
      const days = numbers.map((i, n) => {
        const verdicts = counts[n % Math.max(1, counts.length)] ?? 60
        return aDay(i, { verdicts, violates: Math.floor(verdicts / 3), flagged: 0 })
      })
      const together = driftsOf(days, () => true)
      const alone = numbers.flatMap((i) => {
        const near = days.filter(({ day }) => day >= dayAt(i - 28) && day <= dayAt(i))
        return driftsOf(near, (day) => day === dayAt(i))
      })
      expect(together).toEqual(alone)
    }),
  )
})
