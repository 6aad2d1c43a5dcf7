import { Injectable } from '@nestjs/common'
import type { ErasureStep } from '../erasure-step.js'

/** What the rooms above have to do when content is erased; each adds its own step when its module starts. */
@Injectable()
export class ErasureSteps {
  private readonly added: ErasureStep[] = []

  add(step: ErasureStep): void {
    this.added.push(step)
  }

  get all(): readonly ErasureStep[] {
    return this.added
  }
}
