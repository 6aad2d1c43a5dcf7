import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  appealConflict,
  conflictAmong,
  refuseOwnAppeal,
  refuseUnfitGrant,
  roles,
  type Role,
} from './index.js'

const person = { kind: 'person', id: 'p1' } as const
const machine = { kind: 'service', id: 's1' } as const

test('the auditor holds no other role, whichever came first', () => {
  for (const other of roles.filter((role) => role !== 'auditor')) {
    expect(conflictAmong(['auditor', other])).not.toBeNull()
    expect(conflictAmong([other, 'auditor'])).not.toBeNull()
  }
})

test('roles conflict exactly when an exclusive one stands beside another', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...roles)), (held) => {
      const distinct = new Set(held)
      const exclusive = distinct.has('auditor') || distinct.has('service')
      expect(conflictAmong(held) !== null).toBe(exclusive && distinct.size > 1)
    }),
  )
})

test('nobody grants a role to themselves', () => {
  const grant = { subject: person, held: [] as Role[], role: 'admin', grantedBy: 'p1' } as const
  expect(() => refuseUnfitGrant(grant)).toThrow('expected another person')
})

test('a person never holds the role of a machine, nor a machine one of a person', () => {
  for (const role of roles) {
    const grant = { held: [], role, grantedBy: 'p2' }
    const asMachine = () => refuseUnfitGrant({ ...grant, subject: machine })
    const asPerson = () => refuseUnfitGrant({ ...grant, subject: person })
    if (role === 'service') expect(asPerson).toThrow('may not hold')
    else expect(asMachine).toThrow('may not hold')
    expect(role === 'service' ? asMachine : asPerson).not.toThrow()
  }
})

test('an appeal is decided by someone who neither lodged it nor decided about the content', () => {
  const people = fc.constantFrom('ann', 'bea', 'cid', 'dan')
  fc.assert(
    fc.property(people, people, fc.array(people), (person, lodgedBy, decidedBefore) => {
      const free = person !== lodgedBy && !decidedBefore.includes(person)
      const duty = { person, lodgedBy, decidedBefore }
      expect(appealConflict(duty) === null).toBe(free)
      if (free) expect(() => refuseOwnAppeal(duty)).not.toThrow()
      else expect(() => refuseOwnAppeal(duty)).toThrow('expected another person')
    }),
  )
})
