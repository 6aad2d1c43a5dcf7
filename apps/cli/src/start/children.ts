import { join } from 'node:path'
import { root } from '../places.js'
import { Child, type ChildPlan } from './child.js'
import { ChildLog } from './child-log.js'
import type { LastWill } from './last-will.js'
import type { StartSettings } from './start-settings.js'
import { recordChildren } from './survivors.js'

/** All our children, on record while they run and stopped by the will. */
export class Children {
  private readonly running: Child[] = []

  constructor(
    private readonly settings: StartSettings,
    private readonly will: LastWill,
    private readonly onLoss: (line: string) => void,
  ) {}

  startApp(name: 'API' | 'worker', env: ChildPlan['env']): Child {
    const app = name.toLowerCase()
    const script = join(root, 'apps', app, 'dist', 'main.js')
    const { settings } = this
    const log =
      settings.mode === 'embedded' ? ChildLog.toFile(settings.dataDir, app) : ChildLog.through()
    return this.start({ name, script, env, log })
  }

  start(plan: Omit<ChildPlan, 'onLoss' | 'onStart'>): Child {
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
