import type { WordSense } from './risk-words.js'

/**
 * Words of texts, each once, in order of their first use. Found by the number that each word brings with it, which
 * takes a part of the time that a set of strings takes.
 */
export class WordSet {
  readonly list: readonly WordSense[]
  /** By number of the word: 0 where there is none, else one more than its place in the list. */
  private readonly slots: readonly number[]

  constructor(texts: readonly { readonly senses: readonly WordSense[] }[]) {
    let most = 0
    for (const { senses } of texts) most += senses.length
    let room = leastRoom
    while (room < most * 2) room *= 2
    const slots = new Array<number>(room).fill(0)
    const list: WordSense[] = []
    this.slots = slots
    this.list = list
    for (const { senses } of texts)
      for (const sense of senses) {
        const slot = this.slotOf(sense)
        if (slots[slot] !== 0) continue
        list.push(sense)
        slots[slot] = list.length
      }
  }

  get size(): number {
    return this.list.length
  }

  has(word: WordSense): boolean {
    return this.slots[this.slotOf(word)] !== 0
  }

  /** Its place in the list, or -1. */
  indexOf(word: WordSense): number {
    return (this.slots[this.slotOf(word)] as number) - 1
  }

  /** Where the word stands, or else would. */
  private slotOf({ mark, form }: WordSense): number {
    const { slots, list } = this
    const last = slots.length - 1
    let slot = mark & last
    for (;;) {
      const place = slots[slot] as number
      if (place === 0 || list[place - 1]?.form === form) return slot
      slot = (slot + 1) & last
    }
  }
}

const leastRoom = 16
