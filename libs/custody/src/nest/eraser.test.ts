import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ErasureStep } from '../erasure-step.js'
import { custodyRoom, type CustodyRoom } from '../fixtures/custody-room.js'
import { Eraser, type ErasureOrder } from './eraser.js'

let room: CustodyRoom

beforeAll(async () => {
  room = await custodyRoom()
})
afterAll(() => room.close())

const took: string[] = []

class Step extends ErasureStep {
  constructor(
    readonly name: string,
    when: { readonly readsWords?: boolean; readonly takesBackCopies?: boolean } = {},
  ) {
    super()
    this.readsWords = when.readsWords ?? false
    this.takesBackCopies = when.takesBackCopies ?? false
  }
  override readonly readsWords: boolean
  override readonly takesBackCopies: boolean

  reach(): Promise<readonly []> {
    return Promise.resolve([])
  }
  erase(): Promise<number> {
    took.push(this.name)
    return Promise.resolve(0)
  }
}

test('who reads words comes before all who delete them, and copies last, whoever was added first', async () => {
  room.steps.add(new Step('files', { takesBackCopies: true }))
  room.steps.add(new Step('deletes'))
  room.steps.add(new Step('looks', { readsWords: true }))
  const item = await room.item('quoted elsewhere')
  const eraser = room.get(Eraser)
  const order: ErasureOrder = {
    requestId: null,
    scopeKind: 'retention',
    reason: 'retention',
    legalBasis: 'retention',
    requestedBy: null,
    executedBy: null,
  }
  await room.eraser().transaction((tx) => eraser.erase(tx, order, [item]))
  expect(took).toEqual(['looks', 'deletes', 'files'])
  expect(await room.hasWords(item)).toBe(false)
})
