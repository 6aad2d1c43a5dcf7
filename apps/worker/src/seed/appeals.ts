import type { AppealOutcome } from '@assize/appeal'
import { AppealService } from '@assize/appeal/nest'
import { ActionStore } from '@assize/enforcement'
import { isDomainError } from '@assize/kernel'
import type { ActionKind } from '@assize/policy'
import type { DemoVerdicts } from './items.js'
import { demoFile, personNamed, type SeedSite } from './seed-site.js'

interface DemoAppeal {
  readonly externalId: string
  readonly statement: string
  /** Days since the platform was told; the time to answer runs from then. */
  readonly daysAgo: number
  readonly answer?: {
    /** A key of `credentials.json`. */
    readonly by: string
    readonly outcome: AppealOutcome
    readonly action?: ActionKind
    readonly reasons: string
  }
}

const dayMs = 24 * 3_600_000

/** Nothing was asked of the platform, or the seed has been here before. */
const passedOver: readonly string[] = [
  'NOTHING_TO_APPEAL',
  'ACTION_ANSWERED_APPEAL',
  'ALREADY_DECIDED',
]

/** Appeals the platform brings for its users against what counts now, some of them answered by a second person. */
export async function appealActions(site: SeedSite, verdicts: DemoVerdicts): Promise<void> {
  for (const appeal of JSON.parse(demoFile('appeals.json')) as readonly DemoAppeal[]) {
    try {
      await bring(site, appeal, verdicts.get(appeal.externalId) ?? '')
    } catch (error) {
      if (!(isDomainError(error) && passedOver.includes(error.code))) throw error
    }
  }
  site.say('demo appeals lodged')
}

async function bring(site: SeedSite, appeal: DemoAppeal, verdictId: string): Promise<void> {
  const actions = site.app.get(ActionStore, { strict: false })
  const [newest] = (await actions.findByVerdicts([verdictId])).get(verdictId) ?? []
  if (!newest) return
  const { statement, daysAgo, answer } = appeal
  const receivedAt = new Date(Date.now() - daysAgo * dayMs)
  const appealId = await lodgeOnce(site, { actionId: newest.id, statement, receivedAt })
  if (!answer) return
  const person = await personNamed(site, answer.by)
  const { outcome, action = null, reasons } = answer
  await site.app
    .get(AppealService, { strict: false })
    .decide({ kind: 'person', id: person.id }, { appealId, outcome, action, reasons })
}

/** The id of the appeal against an action, lodged now or before. */
async function lodgeOnce(
  { app, database }: SeedSite,
  request: Parameters<AppealService['lodge']>[1],
): Promise<string> {
  const service = await database.prisma.serviceAccount.findFirstOrThrow()
  try {
    const lodger = { kind: 'service', id: service.id } as const
    return (await app.get(AppealService, { strict: false }).lodge(lodger, request)).id
  } catch (error) {
    const { appealId } = isDomainError(error) ? error.facts : {}
    if (typeof appealId === 'string') return appealId
    throw error
  }
}
