import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { OwnContent } from '@assize/content/nest'

/** A reviewer's own content is what they hold now and what they have decided about. */
const contentItemIds = `SELECT content_item_id FROM review_case
    WHERE lease_holder = $1::uuid AND state = 'leased' AND lease_expires_at > now()
  UNION SELECT content_item_id FROM record_decision WHERE decided_by = $1::uuid`

@Injectable()
export class OwnCases implements OnModuleInit {
  constructor(@Inject(OwnContent) private readonly own: OwnContent) {}

  onModuleInit(): void {
    this.own.add('reviewer', contentItemIds)
  }
}
