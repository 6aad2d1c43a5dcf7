import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { ContentAccess, OwnContent } from '@assize/content/nest'
import { grantOf, type Principal } from '@assize/identity'
import { principalOf } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import type { Scope } from '@assize/verdict/nest'

/** Where an appeal may be seen from: by those who decide or oversee, by whoever lodged it, and where the content is one's own. */
@Injectable()
export class AppealAccess implements OnModuleInit {
  constructor(
    @Inject(OwnContent) private readonly own: OwnContent,
    @Inject(ContentAccess) private readonly content: ContentAccess,
  ) {}

  /** Content that was appealed is theirs who answer appeals; what a service lodged for, it knows already. */
  onModuleInit(): void {
    this.own.add(
      'appeals-specialist',
      'SELECT content_item_id FROM record_appeal WHERE $1::uuid IS NOT NULL',
    )
    this.own.add('service', 'SELECT content_item_id FROM record_appeal WHERE lodged_by = $1::uuid')
  }

  /** Null for those who see every appeal. */
  scope(principal: Principal): Scope | null {
    if (seesAll(principal)) return null
    const mine = `a.content_item_id IN (${this.own.subquery(principal, '?::uuid')})`
    const condition =
      grantOf(principal, 'case:read') === 'own'
        ? `(a.lodged_by = ?::uuid OR ${mine})`
        : 'a.lodged_by = ?::uuid'
    return { condition, readerId: principal.id }
  }

  /** Also whether its words may be read. */
  async allows(
    context: GraphqlContext,
    { contentItemId, lodgedById }: { contentItemId: string; lodgedById: string },
  ): Promise<boolean> {
    const principal = principalOf(context)
    if (seesAll(principal) || principal.id === lodgedById) return true
    return this.content.allows(context, 'case:read', contentItemId)
  }
}

const seesAll = (principal: Principal): boolean =>
  grantOf(principal, 'appeal:decide') === 'all' || grantOf(principal, 'case:read') === 'all'
