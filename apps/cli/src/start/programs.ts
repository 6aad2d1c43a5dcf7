import { join } from 'node:path'
import { root } from '../places.js'

/** The scripts that make up a running installation. */
export interface Programs {
  readonly api: string
  readonly worker: string
  readonly simulator: string
  /** Makes the people and the demo data of a first start. */
  readonly seed: string
}

const app = (name: string, script: string): string => join(root, 'apps', name, 'dist', script)

export const shippedPrograms: Programs = {
  api: app('api', 'main.js'),
  worker: app('worker', 'main.js'),
  simulator: app('vllm-sim', 'main.js'),
  seed: app('worker', 'seed.js'),
}
