import { Inject, Injectable } from '@nestjs/common'
import { grantOf, type Permission } from '@assize/identity'
import { principalOf } from '@assize/identity/nest'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { OwnContent } from './own-content.js'

/** Whether a caller may see what belongs to a content item: wholly, or because it is their own. */
@Injectable()
export class ContentAccess {
  constructor(@Inject(OwnContent) private readonly own: OwnContent) {}

  async allows(
    context: GraphqlContext,
    permission: Permission,
    contentItemId: string,
  ): Promise<boolean> {
    const principal = principalOf(context)
    const grant = grantOf(principal, permission)
    if (grant !== 'own') return grant === 'all'
    const loader = requestLoader(context, 'own-content', (ids) => this.own.among(principal, ids))
    return (await loader.load(contentItemId)) ?? false
  }
}
