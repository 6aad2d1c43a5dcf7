import { Child, type ChildPlan } from './child.js'
import { ChildLog } from './child-log.js'
import type { LastWill } from './last-will.js'
import type { Programs } from './programs.js'
import { startSimulator } from './simulator.js'
import type { StartSettings } from './start-settings.js'
import { recordChildren } from './survivors.js'

/** All our children, on record while they run and stopped by the will. */
export class Children {
  private readonly running: Child[] = []

  constructor(
    private readonly settings: StartSettings,
    private readonly programs: Programs,
    private readonly will: LastWill,
    private readonly onLoss: (line: string) => void,
  ) {}

  startApp(name: 'API' | 'worker', env: ChildPlan['env']): Child {
    const app = name === 'API' ? 'api' : 'worker'
    return this.start({ name, script: this.programs[app], env, log: this.log(app) })
  }

  /** Returns its endpoints in the form of ASSIZE_ENDPOINTS. */
  startSimulator(leaving: AbortSignal): Promise<string> {
    const script = this.programs.simulator
    const { replay } = this.settings
    return startSimulator(replay, leaving, (name, args) => {
      this.start({ name: `simulator ${name}`, script, args, env: {}, log: this.log(name) })
    })
  }

  private log(name: string): ChildLog {
    const { settings } = this
    return settings.mode === 'embedded'
      ? ChildLog.toFile(settings.dataDir, name)
      : ChildLog.through()
  }

  private start(plan: Omit<ChildPlan, 'onLoss' | 'onStart'>): Child {
    const child = new Child({ ...plan, onLoss: this.onLoss, onStart: () => this.record() })
    this.running.push(child)
    this.will.add(`stop the ${child.name}`, () => child.stop())
    child.start()
    return child
  }

  private record(): void {
    if (this.settings.mode === 'embedded') {
      recordChildren(
        this.settings.dataDir,
        this.running.map((child) => child.pid),
      )
    }
  }
}
