import { eachMatch } from '@assize/kernel'

/** A text longer than this is not searched for what it disguises. */
const longest = 50_000
/** Fewer letters than this turn up by chance. */
const fewestLetters = 8

/**
 * What a text says underneath: letters without blanks, signs and digits that stand for letters; also read backwards,
 * with letters shifted by thirteen, and out of base64 or hexadecimal runs. A quotation may give any of these in plain.
 */
export class HiddenLetters {
  private made: readonly string[] | undefined

  constructor(private readonly text: string) {}

  hold(quotation: string): boolean {
    const letters = lettersOf(quotation)
    return letters.length >= fewestLetters && this.readings.some((each) => each.includes(letters))
  }

  private get readings(): readonly string[] {
    return (this.made ??= readingsOf(this.text.slice(0, longest)))
  }
}

function readingsOf(text: string): string[] {
  const plain = lettersOf(text)
  const decoded = [...eachMatch(text, encodedRun)].map(([run]) => decode(run)).join(' ')
  return [
    plain,
    [...plain].reverse().join(''),
    lettersOf(text.replace(/[a-z]/gi, shiftByThirteen)),
    ...(decoded === '' ? [] : [lettersOf(decoded)]),
  ]
}

const encodedRun = /[A-Za-z0-9+/]{16,4000}={0,2}/g
const hexadecimal = /^(?:[0-9a-f]{2})+$/i

function decode(run: string): string {
  if (hexadecimal.test(run))
    return (run.match(/../g) ?? []).map((byte) => String.fromCharCode(parseInt(byte, 16))).join('')
  const body = run.replace(/=+$/, '')
  return atob(body.length % 4 === 1 ? body.slice(0, -1) : body)
}

const shiftByThirteen = (letter: string): string => {
  const base = letter <= 'Z' ? 65 : 97
  return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
}

/** Signs written for letters; `1`, `l`, `!` and `|` cannot be told from `i`. */
const standIns: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
  l: 'i',
  '€': 'e',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
}

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[013457@$|€8lаеорсухіѕј]|!(?=\p{L})/gu, (sign) => standIns[sign] ?? sign)
    .replace(/[^\p{L}]/gu, '')
