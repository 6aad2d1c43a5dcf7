import type { ReportEntry } from './report-entry.js'

/** A page holds no more traces, and no more of their words, than a browser can bear: all are in the audit's own lines. */
const mostEntries = 500
const mostCharacters = 12_000_000
/** Of each kind of finding so many have their place, that a frequent one does not crowd out the rest. */
const surelyOfEach = 20

/** Keeps the entries that people should see first: those with a hard finding, then undetermined ones, most risk first. */
export class ReportEntries {
  private entries: ReportEntry[] = []
  private characters = 0
  offered = 0

  add(entries: readonly ReportEntry[]): void {
    this.offered += entries.length
    for (const entry of entries) {
      this.entries.push(entry)
      this.characters += entry.html.length
    }
    if (this.entries.length > 2 * mostEntries || this.characters > 2 * mostCharacters) this.keep()
  }

  best(): readonly ReportEntry[] {
    this.keep()
    return this.entries
  }

  private keep(): void {
    const ranked = this.entries.toSorted(byRank)
    const ofEach = new Map<string, number>()
    const isSure = ranked.map(({ types }) => {
      const counts = types.map((type) => (ofEach.get(type) ?? 0) + 1)
      types.forEach((type, i) => ofEach.set(type, counts[i] ?? 0))
      return counts.some((count) => count <= surelyOfEach)
    })
    const sure = ranked.filter((_, i) => isSure[i])
    const rest = ranked.filter((_, i) => !isSure[i])
    this.entries = []
    this.characters = 0
    for (const entry of [...sure, ...rest].slice(0, mostEntries)) {
      if (this.characters + entry.html.length > mostCharacters) break
      this.entries.push(entry)
      this.characters += entry.html.length
    }
    this.entries.sort(byRank)
  }
}

const rankOf = ({ hard, outcome }: ReportEntry): number =>
  hard.length > 0 ? 2 : Number(outcome === 'undetermined')

const byRank = (a: ReportEntry, b: ReportEntry): number => rankOf(b) - rankOf(a) || b.risk - a.risk
