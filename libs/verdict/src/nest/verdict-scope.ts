import { Inject, Injectable } from '@nestjs/common'
import { OwnContent } from '@assize/content/nest'
import type { Grant, Principal } from '@assize/identity'

/** A condition that narrows `verdict_listing l` to what its reader may see; `?` stands for the reader's id. */
export interface Scope {
  readonly condition: string
  readonly readerId: string
}

/** What of the listing a reader may see: all of it, or what is about content of their own. */
@Injectable()
export class VerdictScope {
  constructor(@Inject(OwnContent) private readonly own: OwnContent) {}

  of(principal: Principal, grant: Grant): Scope | null {
    if (grant === 'all') return null
    const condition = `l.content_item_id IN (${this.own.subquery(principal, '?::uuid')})`
    return { condition, readerId: principal.id }
  }
}
