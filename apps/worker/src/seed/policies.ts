import { join } from 'node:path'
import { SystemClock } from '@assize/kernel'
import { PolicyImport } from '@assize/policy/nest'
import { personNamed, root, type SeedSite } from './seed-site.js'

/** The shipped policies, written by one person and put into force by another. */
export async function publishPolicies(site: SeedSite): Promise<void> {
  const [author, approver] = await Promise.all([
    personNamed(site, 'policy-author'),
    personNamed(site, 'policy-approver'),
  ])
  const by = { author, approver, now: new SystemClock().now() }
  await site.app
    .get(PolicyImport, { strict: false })
    .seedShippedPolicies(join(root, 'policies'), by)
  site.say('policies published')
}
