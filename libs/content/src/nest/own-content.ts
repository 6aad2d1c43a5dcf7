import { Inject, Injectable } from '@nestjs/common'
import type { Principal, Role } from '@assize/identity'
import { Database } from '@assize/platform'

/**
 * What "their own" means where a permission reaches no further. Each room adds, for a role, a subquery of the content
 * items that belong to a person or service account, whose id is `$1`.
 */
@Injectable()
export class OwnContent {
  private readonly rules: { readonly role: Role; readonly contentItemIds: string }[] = [
    {
      role: 'service',
      contentItemIds: 'SELECT id FROM record_content_item WHERE submitted_by = $1::text',
    },
  ]

  constructor(@Inject(Database) private readonly database: Database) {}

  add(role: Role, contentItemIds: string): void {
    this.rules.push({ role, contentItemIds })
  }

  /** A subquery of the ids of everything the principal owns; `id` names the parameter that holds their id. */
  subquery(principal: Principal, id = '$1'): string {
    const mine = this.rules.filter(({ role }) => principal.roles.includes(role))
    // Names the parameter all the same: PostgreSQL refuses one whose type nothing tells.
    if (mine.length === 0) return `SELECT NULL::uuid WHERE ${id}::text IS NULL`
    return mine.map(({ contentItemIds }) => contentItemIds.replaceAll('$1', id)).join(' UNION ')
  }

  async among(principal: Principal, ids: readonly string[]): Promise<ReadonlyMap<string, true>> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM unnest($2::uuid[]) AS id WHERE id IN (${this.subquery(principal)})`,
      [principal.id, ids],
    )
    return new Map(rows.map(({ id }) => [id, true]))
  }
}
