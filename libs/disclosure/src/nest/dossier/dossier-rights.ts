import { Inject, Injectable } from '@nestjs/common'
import { AppealAccess } from '@assize/appeal/nest'
import { ContentAccess } from '@assize/content/nest'
import { grantOf, type Permission, type Principal } from '@assize/identity'
import type { GraphqlContext } from '@assize/platform/nest'

/** How much of one verdict's dossier a reader may see. */
export interface DossierRights {
  readonly content: boolean
  readonly trace: boolean
  readonly case: boolean
  readonly appeals: boolean
}

/** Whether and how far a reader may see what belongs to a content item: each part by its own permission. */
@Injectable()
export class DossierReaders {
  constructor(
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AppealAccess) private readonly appeals: AppealAccess,
  ) {}

  /** Null for who may not read the verdict at all. */
  async rightsOf(context: GraphqlContext, contentItemId: string): Promise<DossierRights | null> {
    const may = (permission: Permission) => this.access.allows(context, permission, contentItemId)
    if (!(await may('verdict:read'))) return null
    const [content, trace, cases] = await Promise.all([
      may('content:view'),
      may('trace:read'),
      may('case:read'),
    ])
    const nobody = { contentItemId, lodgedById: '' }
    return { content, trace, case: cases, appeals: await this.appeals.allows(context, nobody) }
  }

  /** The rights a job has: those its requester had, everywhere. */
  static of(principal: Principal): DossierRights {
    const all = (permission: Permission) => grantOf(principal, permission) === 'all'
    return {
      content: all('content:view'),
      trace: all('trace:read'),
      case: all('case:read'),
      appeals: all('case:read') || all('appeal:decide'),
    }
  }
}

/** What one request may read again and again; HTTP has no context of its own. */
export const readingContext = (principal: Principal, requestId: string): GraphqlContext => ({
  requestId,
  principal,
  loaders: new Map(),
})
