import { expect, test } from '@jest/globals'
import { HiddenLetters } from './hidden-letters.js'

const plain = 'leave the parcel by the fountain'

test.each([
  ['spaced out', 'l e a v e   t h e   p a r c e l   b y   t h e   f o u n t a i n'],
  ['parted by dots', 'l.e.a.v.e..t.h.e..p.a.r.c.e.l..b.y..t.h.e..f.o.u.n.t.a.i.n'],
  ['in signs for letters', 'l3@v3 th3 p4rc3l by 7he f0un+ain!'.replace('+', 't')],
  ['in letters of another script', 'lеаvе thе раrсеl bу thе fоuntаin'],
  ['in wide letters', 'ｌｅａｖｅ ｔｈｅ ｐａｒｃｅｌ ｂｙ ｔｈｅ ｆｏｕｎｔａｉｎ'],
  ['with signs nobody sees', 'le\u200bave the par\u00adcel by the fo\u2060untain'],
  ['backwards', [...plain].reverse().join('')],
  ['shifted by thirteen', 'yrnir gur cnepry ol gur sbhagnva'],
  ['in base64', `see ${Buffer.from(plain).toString('base64')}`],
  ['in hexadecimal', Buffer.from(plain).toString('hex')],
])('a text %s holds its plain reading', (_, text) => {
  expect(new HiddenLetters(`note: ${text} end`).hold('Leave the parcel, by the fountain')).toBe(
    true,
  )
})

test('it does not hold what it does not say', () => {
  expect(new HiddenLetters('l e a v e   t h e   b a g').hold(plain)).toBe(false)
})

test('a few letters prove nothing', () => {
  expect(new HiddenLetters('the parcel').hold('parcel')).toBe(false)
})

test('a broken or endless run does no harm', () => {
  expect(new HiddenLetters(`${'A'.repeat(300_000)}=`).hold(plain)).toBe(false)
})
