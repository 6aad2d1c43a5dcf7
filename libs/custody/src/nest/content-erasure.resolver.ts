import { Inject } from '@nestjs/common'
import { ContentItemType } from '@assize/content/nest'
import { Permit } from '@assize/identity/nest'
import { Database } from '@assize/platform'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentErasure } from './erasure.graphql.js'

/** Why the words of a content item are not there any more. */
@Resolver(() => ContentItemType)
export class ContentErasureResolver {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Permit('verdict:read')
  @ResolveField(() => ContentErasure, { nullable: true })
  erasure(
    @Parent() { id }: ContentItemType,
    @Context() context: GraphqlContext,
  ): Promise<ContentErasure | null> {
    return requestLoader(context, 'content-erasure', (ids) => this.find(ids)).load(id)
  }

  /** The first erasure of each: a later one only swept up after it. */
  private async find(ids: readonly string[]): Promise<ReadonlyMap<string, ContentErasure>> {
    const rows = await this.database.query<ContentErasure & { item: string }>(
      `SELECT DISTINCT ON (i.content_item_id) i.content_item_id AS item, e.id, e.reason,
         e.legal_basis AS "legalBasis", e.recorded_at AS "erasedAt"
       FROM record_erased_item i JOIN record_erasure e ON e.id = i.erasure_id
       WHERE i.content_item_id = ANY($1::uuid[]) ORDER BY i.content_item_id, e.id`,
      [ids],
    )
    return new Map(rows.map((row) => [row.item, row]))
  }
}
