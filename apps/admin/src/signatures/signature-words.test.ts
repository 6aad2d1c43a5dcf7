import { describe, expect, test } from '@jest/globals'
import { checkingCommands, signedMeaning, signedWords } from './signature-words.js'

const own = { by: 'PERSON', person: { name: 'Ann' }, keyRemovedAt: null } as const

describe('a signature is told', () => {
  test('by who made it, and whether the key still is theirs', () => {
    expect(signedWords(own)).toBe('signed by Ann')
    expect(signedWords({ ...own, keyRemovedAt: '2026-05-03T00:00:00Z' })).toBe(
      'signed by Ann, key removed since',
    )
    expect(signedMeaning({ ...own, keyRemovedAt: '2026-05-03T00:00:00Z' })).toContain(
      'may be older',
    )
    const none = { person: null, keyRemovedAt: null }
    expect(
      (['SERVER', 'UNKNOWN_KEY', 'BAD', 'UNSIGNED'] as const).map((by) =>
        signedWords({ by, ...none }),
      ),
    ).toEqual(['signed by the server', 'signed, key unknown', 'bad signature', 'unsigned'])
  })
})

describe('the commands that check one', () => {
  const at = { kind: 'commit', object: 'abc', origin: 'http://x' } as const

  test('take the signers of the server, and verify the object', () => {
    expect(checkingCommands('SERVER', at)).toEqual([
      'curl -s http://x/git/allowed_signers > assize-signers',
      'git fetch origin',
      'git -c gpg.ssh.allowedSignersFile=assize-signers verify-commit abc',
    ])
    expect(checkingCommands('SERVER', { ...at, kind: 'tag', object: 'spam/v1' }).at(-1)).toMatch(
      /verify-tag spam\/v1$/,
    )
  })

  test('need the key of a person in the file, too', () => {
    expect(checkingCommands('PERSON', at)).toHaveLength(4)
  })
})
