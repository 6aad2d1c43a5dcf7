import { Inject, Injectable } from '@nestjs/common'
import { ContentStore } from '@assize/content'
import { parsePage } from '@assize/platform'
import { VerdictStore, type VerdictFilter, type VerdictOrder } from '@assize/verdict'
import { VerdictList, type VerdictReader } from '@assize/verdict/nest'
import { mostCandidates, type Candidate } from '../../answer/candidate.js'

type Told = Extract<Candidate, { kind: 'verdict' }>

const byRelevance: VerdictOrder = { field: 'relevance', direction: 'desc' }

/** Finds verdicts by what the platform calls the content, and by words that stand in content, trace or rationale. */
@Injectable()
export class AnswersByWords {
  constructor(
    @Inject(VerdictList) private readonly list: VerdictList,
    @Inject(VerdictStore) private readonly verdicts: VerdictStore,
    @Inject(ContentStore) private readonly content: ContentStore,
  ) {}

  ofExternalId(externalId: string, reader: VerdictReader): Promise<Candidate[]> {
    const reason = 'what the platform calls the content'
    return this.found({ externalId }, { field: 'decided-at', direction: 'desc' }, reader, reason)
  }

  /** The very words first, then the same words in a row, then the same words anywhere. */
  async ofQuotation(text: string, reader: VerdictReader): Promise<Candidate[]> {
    if (!/[\p{L}\p{N}]/u.test(text)) return []
    const inRow = await this.found(
      { text: `"${text.replaceAll('"', ' ')}"` },
      byRelevance,
      reader,
      'these words in a row',
    )
    const exact = await this.exactly(inRow, text, reader)
    const rest = inRow.filter(
      ({ verdictId }) => !exact.some((each) => each.verdictId === verdictId),
    )
    if (inRow.length >= mostCandidates) return [...exact, ...rest]
    const plain = text.replace(/["\-|]/g, ' ')
    const anywhere = await this.found({ text: plain }, byRelevance, reader, 'these words')
    return [...exact, ...rest, ...anywhere]
  }

  private async found(
    filter: VerdictFilter,
    order: VerdictOrder,
    reader: VerdictReader,
    reason: string,
  ): Promise<Told[]> {
    const request = parsePage({ first: mostCandidates })
    const { items } = await this.list.page(filter, order, request, reader)
    return items.map(({ verdictId }) => ({ kind: 'verdict', verdictId, reason }))
  }

  /** To the letter; the index reads over case and punctuation. Looked at only where the reader may see it. */
  private async exactly(found: readonly Told[], text: string, reader: VerdictReader) {
    const ids = found.map(({ verdictId }) => verdictId)
    const verdicts = await this.verdicts.findVerdicts(ids)
    const items = [...verdicts.values()].map(({ contentItemId }) => contentItemId)
    const [words, spoken] = await Promise.all([
      reader.content === 'all' ? this.content.findWords(items) : new Map<string, never>(),
      reader.trace === 'all' ? this.verdicts.findWords(ids) : new Map<string, never>(),
    ])
    const where = (verdictId: string): string | null => {
      const content = words.get(verdicts.get(verdictId)?.contentItemId ?? '')
      if (content?.messages.some((message) => message.content.includes(text))) return 'content'
      const said = spoken.get(verdictId)
      if (said?.trace?.includes(text)) return 'trace'
      return said?.rationale?.includes(text) ? 'rationale' : null
    }
    return found.flatMap((each): Told[] => {
      const place = where(each.verdictId)
      return place === null ? [] : [{ ...each, reason: `these very words in the ${place}` }]
    })
  }
}
