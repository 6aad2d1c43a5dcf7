import { isStorableText, isUuid } from '@assize/kernel'
import { DisclosureError } from './disclosure-error.js'
import { sampleMethods, type SampleMethod } from './sample.js'

export interface SampleRequest {
  readonly populationId: string
  readonly title: string
  readonly size: number
  readonly seed: string
  readonly method: SampleMethod
}

const most = { size: 10_000, title: 200, seed: 200, note: 2_000 } as const

/** Throws `SAMPLE_UNFIT`. */
export function parseSampleRequest(asked: SampleRequest): SampleRequest {
  const { populationId, size, method } = asked
  const [title, seed] = [asked.title.trim(), asked.seed.trim()]
  if (!isUuid(populationId)) throw unfit('expected the id of a population')
  if (!Number.isInteger(size) || size < 1 || size > most.size)
    throw unfit(`expected 1 to ${most.size} rows, saw ${size}`)
  if (!isLine(title, most.title)) throw unfit('expected a title of one line')
  if (!isLine(seed, most.seed)) throw unfit('expected a seed of one line')
  if (!sampleMethods.includes(method)) throw unfit('expected simple or stratified')
  return { populationId, title, size, seed, method }
}

/** Throws `SAMPLE_UNFIT`. Nothing said is null. */
export function parseNote(note: string | null | undefined): string | null {
  const text = note?.trim() ?? ''
  if (text.length > most.note || !isStorableText(text))
    throw unfit(`expected a note of at most ${most.note} characters`)
  return text === '' ? null : text
}

const isLine = (text: string, longest: number): boolean =>
  text.length > 0 && text.length <= longest && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)

const unfit = (message: string): DisclosureError => new DisclosureError('SAMPLE_UNFIT', message)
