import { Timer } from '../timer.js'

export class SystemTimer extends Timer {
  after(delayMs: number, action: () => void): () => void {
    const handle = setTimeout(action, delayMs)
    return () => clearTimeout(handle)
  }
}
