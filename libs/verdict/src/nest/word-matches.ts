import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import { markBegin, markEnd, toSegments, type TextSegment } from '../marked-text.js'
import { soughtWords, wordsQuery } from './words-condition.js'

export const textPlaces = ['content', 'rationale', 'trace'] as const
export type TextPlace = (typeof textPlaces)[number]

/** Where the words sought stand in one text. */
export interface TextMatch {
  readonly place: TextPlace
  readonly segments: readonly TextSegment[]
}

/** What a passage is cut from; a match further back is shown without its passage. */
const readCharacters = 50_000

const options = `MaxFragments=2, MaxWords=18, MinWords=6, FragmentDelimiter=" … ", StartSel=${markBegin}, StopSel=${markEnd}`

interface Row {
  readonly id: string
  readonly place: TextPlace
  readonly marked: string
}

/** Passages that hold the words sought, for the rows of a page. Who may see them is the caller's to ask. */
@Injectable()
export class WordMatches {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(
    text: string,
    verdictIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly TextMatch[]>> {
    const words = soughtWords(text)
    if (words === null) return new Map()
    const rows = await this.database.query<Row>(statement, [
      verdictIds,
      words,
      options,
      markBegin + markEnd,
    ])
    const found = new Map<string, TextMatch[]>(verdictIds.map((id) => [id, []]))
    for (const { id, place, marked } of rows)
      found.get(id)?.push({ place, segments: toSegments(marked) })
    return found
  }
}

const sought = wordsQuery.replaceAll('?', '$2')
const passage = (text: string): string =>
  `ts_headline('simple', translate(left(${text}, ${readCharacters}), $4, ''), ${sought}, $3)`

const statement = `
  SELECT l.verdict_id AS id, 'content' AS place, ${passage(
    `(SELECT string_agg(m ->> 'content', ' ') FROM jsonb_array_elements(p.body -> 'messages') m)`,
  )} AS marked
  FROM verdict_listing l JOIN payload_content_item p ON p.content_item_id = l.content_item_id
  WHERE l.verdict_id = ANY($1::uuid[]) AND p.search @@ ${sought}
  UNION ALL
  SELECT p.verdict_id, w.place, ${passage('w.text')}
  FROM payload_verdict p
  CROSS JOIN LATERAL (VALUES ('rationale', p.rationale), ('trace', p.trace)) AS w (place, text)
  WHERE p.verdict_id = ANY($1::uuid[]) AND p.search @@ ${sought} AND w.text IS NOT NULL
    AND to_tsvector('simple', left(w.text, ${readCharacters})) @@ ${sought}`
