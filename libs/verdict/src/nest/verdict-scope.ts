import { Inject, Injectable } from '@nestjs/common'
import { OwnContent } from '@assize/content/nest'
import { grantOf, type Grant, type Permission, type Principal } from '@assize/identity'
import type { Scope, SearchedWords, VerdictReader } from './verdict-reader.js'

/** What of the listing a reader may see: all of it, or what is about content of their own. */
@Injectable()
export class VerdictScope {
  constructor(@Inject(OwnContent) private readonly own: OwnContent) {}

  of(principal: Principal, grant: Grant): Scope | null {
    if (grant === 'all') return null
    const condition = `l.content_item_id IN (${this.own.subquery(principal, '?::uuid')})`
    return { condition, readerId: principal.id }
  }

  /** What a search may show and match. Words that may not be read must not be found either: a hit would tell of them. */
  readerOf(principal: Principal, grant: Grant): VerdictReader {
    return {
      rows: this.of(principal, grant),
      content: this.wordsOf(principal, 'content:view'),
      trace: this.wordsOf(principal, 'trace:read'),
      cases: grantOf(principal, 'case:read') !== 'none',
    }
  }

  private wordsOf(principal: Principal, permission: Permission): SearchedWords {
    const grant = grantOf(principal, permission)
    if (grant === 'none') return 'none'
    return this.of(principal, grant) ?? 'all'
  }
}
