import { eachMatch } from '@assize/kernel'

/** A stretch of text that reads otherwise once its disguise is taken off. */
export interface Disguise {
  readonly start: number
  readonly end: number
  readonly plain: string
}

const mostRuns = 20
const longestRun = 4000
const longestText = 20_000

/** What is encoded or spelled so that a reader of plain text passes over it, in the plain reading. */
export function listDisguises(text: string): Disguise[] {
  const whole = text.length > longestText ? text.slice(0, longestText) : text
  return [
    ...runs(whole, /(?<![\w+/])[A-Za-z0-9+/]{16,}={0,2}/g, fromBase64),
    ...runs(whole, /(?<!\w)(?:[0-9a-fA-F]{2}[\s:]?){12,}(?!\w)/g, fromHex),
    ...runs(whole, /[\u{e0020}-\u{e007e}]{4,}/gu, fromTags),
    ...runs(whole, /(?:(?<![\p{L}\p{N}])[\p{L}\p{N}][ .\-_*]{1,2}){8,}[\p{L}\p{N}]/gu, fromSpaced),
    ...over(whole, /\p{Cf}/u, (given) => given.replace(/\p{Cf}/gu, '')),
    ...over(whole, /vtaber|qvfertneq|vafgehpg|bhgchg|pynffvsl|erfcbaq|cbyvpl/i, rotated),
    ...over(
      whole,
      /erongi|dragersid|snoitcurtsni|noitcurtsni|tuptuo|yfissalc|yciloP|ycilop|rewsna/i,
      (given) => [...given].reverse().join(''),
    ),
    ...over(whole, /[a-z][013457@$][a-z]|\b[013457@$][a-z]+[013457@$]/i, fromLeet),
  ]
}

function runs(
  text: string,
  pattern: RegExp,
  decode: (run: string) => string | undefined,
): Disguise[] {
  const found: Disguise[] = []
  for (const match of eachMatch(text, pattern)) {
    const run = match[0].slice(0, longestRun)
    const plain = decode(run)
    if (plain !== undefined && isReadable(plain))
      found.push({ start: match.index, end: match.index + match[0].length, plain })
    if (found.length === mostRuns) break
  }
  return found
}

function over(text: string, sign: RegExp, decode: (text: string) => string): Disguise[] {
  return sign.test(text) ? [{ start: 0, end: text.length, plain: decode(text) }] : []
}

const isReadable = (text: string): boolean =>
  text.length > 5 && (text.match(/[\p{L}\p{N}\p{P}\s]/gu)?.length ?? 0) > text.length * 0.9

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function fromBase64(run: string): string {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const sign of run.replace(/=+$/, '')) {
    held = ((held << 6) | digits.indexOf(sign)) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 255)
  }
  return readable(bytes)
}

const fromHex = (run: string): string =>
  readable((run.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16)))

/** What is no plain ASCII shows as such, so that noise does not read as text. */
const readable = (bytes: readonly number[]): string =>
  bytes
    .map((byte) =>
      byte === 10 || (byte > 31 && byte < 127) ? String.fromCharCode(byte) : '\ufffd',
    )
    .join('')

const fromTags = (run: string): string =>
  [...run].map((sign) => String.fromCharCode((sign.codePointAt(0) ?? 0) - 0xe0000)).join('')

/** `i g n o r e   t h e`: one blank joins, two part words. */
const fromSpaced = (run: string): string =>
  run.replace(/([\p{L}\p{N}])[ .\-_*](?=[\p{L}\p{N}])/gu, '$1').replace(/[ .\-_*]+/g, ' ')

const rotated = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
  })

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

const fromLeet = (text: string): string =>
  text.replace(/(?=\S*[a-z])\S+/gi, (word) =>
    word.replace(/[013457@$]/g, (sign) => leet[sign] ?? sign),
  )
