import { Inject, Injectable } from '@nestjs/common'
import { Recurring, RecurringWork } from '@assize/platform/nest'
import { AcrossVerdicts } from './across-verdicts.js'
import { DriftWatch } from './drift-watch.js'
import { FindingDays } from './finding-days.js'
import { InjectionWatch } from './injection-watch.js'

const pauseMs = 2_000
/** Of the time: a busy day is counted again and again while it lasts. */
const countedOneIn = 10

/** Compares verdicts after they were recorded. */
@Injectable()
export class AcrossWork extends RecurringWork {
  protected readonly rounds = new Recurring(AcrossWork.name, {
    what: 'comparing verdicts',
    work: () => this.verdicts.lookOnce(),
    pauseMs: ({ answer, tookMs }) => (answer ? tookMs : pauseMs),
  })

  constructor(@Inject(AcrossVerdicts) private readonly verdicts: AcrossVerdicts) {
    super()
  }
}

/** Keeps the figures of findings by day. */
@Injectable()
export class FindingDaysWork extends RecurringWork {
  protected readonly rounds = new Recurring(FindingDaysWork.name, {
    what: 'counting findings by day',
    work: () => this.days.countOnce(),
    pauseMs: ({ answer, tookMs }) => (answer ? tookMs * countedOneIn : pauseMs),
  })

  constructor(@Inject(FindingDays) private readonly days: FindingDays) {
    super()
  }
}

/** Watches policy versions for drift. */
@Injectable()
export class DriftWork extends RecurringWork {
  protected readonly rounds = new Recurring(DriftWork.name, {
    what: 'watching versions for drift',
    work: () => this.drift.watchOnce(),
    pauseMs: () => 60_000,
    firstAfterMs: 10_000,
  })

  constructor(@Inject(DriftWatch) private readonly drift: DriftWatch) {
    super()
  }
}

/** Watches sources for instructions to the judge. */
@Injectable()
export class InjectionWork extends RecurringWork {
  protected readonly rounds = new Recurring(InjectionWork.name, {
    what: 'watching sources for instructions to the judge',
    work: () => this.watch.watchOnce(),
    pauseMs: () => 300_000,
    firstAfterMs: 15_000,
  })

  constructor(@Inject(InjectionWatch) private readonly watch: InjectionWatch) {
    super()
  }
}
