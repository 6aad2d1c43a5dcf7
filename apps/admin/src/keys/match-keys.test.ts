import { describe, expect, test } from '@jest/globals'
import { ariaKeys, keyCaps, keymap, type KeyName } from './keymap.js'
import { makeMatcher, type Pressed } from './match-keys.js'

const all = new Set(Object.keys(keymap) as KeyName[])
const some = (...names: KeyName[]) => new Set(names)
const aPress = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  mod: false,
  alt: false,
  typing: false,
  ...more,
})

describe('matching', () => {
  test('a key names what is active on this screen', () => {
    const matcher = makeMatcher({ singleKeys: () => true })
    expect(matcher.press(aPress('e'), 0, some('escalate'))).toEqual(['escalate'])
    expect(matcher.press(aPress('e'), 0, some('exportRows'))).toEqual(['exportRows'])
    expect(matcher.press(aPress('q'), 0, all)).toEqual([])
  })

  test('two keys one after the other, not too slowly', () => {
    const matcher = makeMatcher({ singleKeys: () => true })
    expect(matcher.press(aPress('g'), 0, all)).toEqual([])
    expect(matcher.press(aPress('v'), 400, all)).toEqual(['goVerdicts'])
    matcher.press(aPress('g'), 1000, all)
    expect(matcher.press(aPress('v'), 9000, all)).toEqual([])
  })

  test('single keys are off while typing, chords are not', () => {
    const matcher = makeMatcher({ singleKeys: () => true })
    expect(matcher.press(aPress('1', { typing: true }), 0, all)).toEqual([])
    const chord = aPress('Enter', { typing: true, mod: true })
    expect(matcher.press(chord, 0, some('decide'))).toEqual(['decide'])
    expect(matcher.press(chord, 0, some('runCase'))).toEqual(['runCase'])
    expect(matcher.press(aPress('K', { mod: true }), 0, all)).toEqual(['goTo'])
  })

  test('single keys can be switched off', () => {
    const matcher = makeMatcher({ singleKeys: () => false })
    expect(matcher.press(aPress('x'), 0, all)).toEqual([])
    expect(matcher.press(aPress('k', { mod: true }), 0, all)).toEqual(['goTo'])
  })
})

test('no two keys of one place mean different things', () => {
  for (const [name, entry] of Object.entries(keymap)) {
    for (const [other, another] of Object.entries(keymap)) {
      const sharesPlace = entry.where === another.where || entry.where === 'Everywhere'
      if (name === other || !sharesPlace) continue
      expect(another.keys.filter((key) => (entry.keys as readonly string[]).includes(key))).toEqual(
        [],
      )
    }
  }
})

test('caps and aria spell the same key', () => {
  expect(keyCaps('decide')).toEqual(['Ctrl ⏎'])
  expect(keyCaps('goTo', true)).toEqual(['⌘ K'])
  expect(keyCaps('goVerdicts')).toEqual(['g', 'v'])
  expect(ariaKeys('decide')).toBe('Control+Enter')
  expect(ariaKeys('goVerdicts')).toBeUndefined()
})
