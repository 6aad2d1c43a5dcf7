import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Answer } from '../../fixtures/policy-room.js'
import { ChangeRoom } from '../../fixtures/change-room.js'

let at: ChangeRoom
beforeAll(async () => {
  at = await ChangeRoom.open()
})
afterAll(() => at.room.close())

test('every line and rule is told by who wrote it, which change brought it, and who approved', async () => {
  const now = await at.text()
  const { id } = await at.aChange(
    at.art,
    'blamed',
    now.replace('And more', 'And much more').replace('promotion.', 'promotion, thrice.'),
  )
  await at.approve(at.bea, id)
  await at.merge(at.ann, id)
  const { policyBlame } = await at.room.ask<{ policyBlame: Answer }>(
    at.reviewer,
    `{ policyBlame(policy: "spam", ref: "main") {
         lines { line text source } sources { author broughtBy { id } change { id } approvedBy { id } }
         rules { code introduced { sequence } reworded { sequence } change { title } } } }`,
  )
  const lines = policyBlame['lines'] as { text: string; source: number }[]
  const sources = policyBlame['sources'] as Answer[]
  expect(lines.map((line) => line.text).join('\n')).toBe((await at.text()).replace(/\n$/, ''))
  const of = (words: string) =>
    sources[lines.find((line) => line.text.includes(words))?.source ?? -1]
  expect(of('And much more')).toEqual({
    ...{
      author: 'art',
      broughtBy: { id: at.art.id },
      change: { id },
      approvedBy: [{ id: at.bea.id }],
    },
  })
  expect(of('# Spam')).toMatchObject({ author: 'ann', change: null, approvedBy: [] })
  expect(policyBlame['rules']).toMatchObject([
    {
      code: 'SP-1.1',
      introduced: { sequence: 1 },
      reworded: { sequence: 2 },
      change: { title: 'Do blamed' },
    },
  ])
})
