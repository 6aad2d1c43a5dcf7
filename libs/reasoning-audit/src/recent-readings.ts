/**
 * What was read of texts that come again, the latest kept: the same content is judged under several policies, again
 * after a new version, and by a later look. Bounded by how many are kept and by what their texts are long together.
 */
export class RecentReadings<T> {
  private readonly kept = new Map<string, T>()
  private characters = 0

  constructor(private readonly most: { readonly readings: number; readonly characters: number }) {}

  /** Made anew where it is not among the kept; a text that takes a large part of the room is never kept. */
  of(text: string, read: () => T): T {
    const known = this.kept.get(text)
    if (known !== undefined) {
      this.kept.delete(text)
      this.kept.set(text, known)
      return known
    }
    const made = read()
    if (text.length * 8 > this.most.characters) return made
    this.kept.set(text, made)
    this.characters += text.length
    this.forgetOldest()
    return made
  }

  private forgetOldest(): void {
    for (const text of this.kept.keys()) {
      if (this.kept.size <= this.most.readings && this.characters <= this.most.characters) return
      this.kept.delete(text)
      this.characters -= text.length
    }
  }
}
