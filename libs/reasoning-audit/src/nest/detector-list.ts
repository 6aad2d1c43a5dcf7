import { Inject, Injectable } from '@nestjs/common'
import { PeopleLoaders } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import { advisoryIn, isBelow, usualSwitch, type DetectorSetting } from '../detector-mode.js'
import { detectors, type FindingType } from '../detectors.js'
import { livePrecision, type MarkCounts } from '../finding-marks.js'
import { FindingMarkStore, type CountedMarks } from './finding-mark-store.js'
import {
  AutomaticSwitchType,
  DetectorAboutType,
  DetectorInPolicy,
  DetectorSettingType,
  DetectorType,
  LivePrecisionType,
} from './finding-marks.graphql.js'

interface Known {
  readonly type: FindingType
  readonly marks: readonly CountedMarks[]
  readonly settings: readonly DetectorSetting[]
}

/** Every detector with its live precision and how it is used: two queries, however many there are. */
@Injectable()
export class DetectorList {
  constructor(
    @Inject(FindingMarkStore) private readonly store: FindingMarkStore,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  async list(context: GraphqlContext, only: FindingType | null = null): Promise<DetectorType[]> {
    const [marks, settings] = await Promise.all([
      this.store.counts(only),
      this.store.settings(only),
    ])
    const asked = detectors.filter(({ type }) => only === null || type === only)
    return Promise.all(
      asked.map(async ({ type, about: { catches, blindSpots } }) => {
        const known: Known = {
          type,
          marks: marks.filter((each) => each.type === type),
          settings: settings.filter((each) => each.type === type),
        }
        const counts = sumOf(known.marks)
        const general = known.settings.find(({ policy }) => policy === null)
        return as(DetectorType, {
          type,
          about: as(DetectorAboutType, { catches, blindSpots }),
          livePrecision: as(LivePrecisionType, livePrecision(counts)),
          advisory: general?.mode === 'advisory',
          belowBound: isBelow(counts, general?.automatic ?? usualSwitch),
          setting: await this.toSetting(context, general),
          policies: await this.inPolicies(context, known),
        })
      }),
    )
  }

  private async inPolicies(context: GraphqlContext, { type, marks, settings }: Known) {
    const named = settings.flatMap(({ policy }) => policy ?? [])
    const policies = [...new Set([...marks.map(({ policy }) => policy), ...named])].sort()
    return Promise.all(
      policies.map(async (policy) => {
        const own = settings.find((each) => each.policy === policy)
        const counts = sumOf(marks.filter((each) => each.policy === policy))
        return as(DetectorInPolicy, {
          policy,
          livePrecision: as(LivePrecisionType, livePrecision(counts)),
          advisory: advisoryIn(policy, settings).has(type),
          setting: await this.toSetting(context, own),
        })
      }),
    )
  }

  private async toSetting(context: GraphqlContext, setting: DetectorSetting | undefined) {
    if (!setting) return null
    const { mode, automatic, reason, by, recordedAt } = setting
    return as(DetectorSettingType, {
      ...{ mode, reason, recordedAt },
      automatic: automatic && as(AutomaticSwitchType, { ...automatic }),
      by: await this.people.brief(context, by.kind === 'person' ? by.id : null),
    })
  }
}

const sumOf = (marks: readonly MarkCounts[]): MarkCounts => ({
  right: marks.reduce((sum, { right }) => sum + right, 0),
  wrong: marks.reduce((sum, { wrong }) => sum + wrong, 0),
})
