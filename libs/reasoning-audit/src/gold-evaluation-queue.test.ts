import { expect, test } from '@jest/globals'
import {
  aurocOf,
  aurocWithinPolicy,
  rankPolicies,
  shareInTop,
  type RankedVerdict,
} from './gold-evaluation-queue.js'

const verdict = (risk: number, wrong: boolean, policy = 'a'): RankedVerdict => ({
  policy,
  risk,
  wrong,
})

test('a ranking that puts every wrong verdict first is perfect, one that tells nothing a half', () => {
  expect(aurocOf([verdict(0.9, true), verdict(0.4, false), verdict(0.1, false)])).toBe(1)
  expect(aurocOf([verdict(0.9, false), verdict(0.4, true)])).toBe(0)
  expect(aurocOf([verdict(0.5, true), verdict(0.5, false), verdict(0.5, false)])).toBe(0.5)
  expect(aurocOf([verdict(0.5, false)])).toBeUndefined()
})

test('policies are weighed by their verdicts, and one without a wrong verdict says nothing', () => {
  const rankings = rankPolicies([
    ...[verdict(0.9, true), verdict(0.1, false), verdict(0.2, false)],
    ...[verdict(0.1, true, 'b'), verdict(0.9, false, 'b')],
    verdict(0.3, false, 'c'),
  ])
  expect(rankings.map(({ policy, auroc }) => [policy, auroc])).toEqual([
    ['a', 1],
    ['b', 0],
    ['c', undefined],
  ])
  expect(aurocWithinPolicy(rankings)).toBeCloseTo(3 / 5)
})

test('the share of wrong verdicts in the first part of the queue', () => {
  const queue = [verdict(0.9, true), verdict(0.8, false), verdict(0.7, true), verdict(0.1, false)]
  expect(shareInTop(queue, 0.25)).toBe(0.5)
  expect(shareInTop(queue, 0.75)).toBe(1)
  expect(shareInTop([], 0.5)).toBeUndefined()
})
