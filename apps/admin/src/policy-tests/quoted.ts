import type { Range } from './swapped.js'

const shortest = 8

/** Quotations in a trace that are words of the content, wherever its sentences end. */
export function quotedFrom(content: string, trace: string): Range[] {
  const words = plain(content)
  return [...trace.matchAll(/["“«]([^"”»]+)["”»]/g)].flatMap(
    ({ index, 0: whole, 1: inner = '' }) => {
      const said = plain(inner)
      if (said.length < shortest || !words.includes(said)) return []
      return [{ start: index + 1, end: index + whole.length - 1 }]
    },
  )
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s.,;:!?…]+$/, '')
    .trim()
