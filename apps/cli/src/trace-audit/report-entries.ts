import type { ReportEntry } from './report-entry.js'

/** A page holds no more traces, and no more of their words, than a browser can bear: all are in the audit's own lines. */
const mostEntries = 500
const mostCharacters = 12_000_000

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
    const ranked = this.entries.toSorted((a, b) => rankOf(b) - rankOf(a) || b.risk - a.risk)
    this.entries = []
    this.characters = 0
    for (const entry of ranked.slice(0, mostEntries)) {
      if (this.characters + entry.html.length > mostCharacters) return
      this.entries.push(entry)
      this.characters += entry.html.length
    }
  }
}

const rankOf = ({ hard, outcome }: ReportEntry): number =>
  hard.length > 0 ? 2 : Number(outcome === 'undetermined')
