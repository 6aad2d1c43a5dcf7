import { Component, type ReactNode } from 'react'
import { Failed } from '../parts/states.js'

/** A screen that breaks says so in its own place; the shell stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return <Failed error={error} again={() => this.setState({ error: null })} />
  }
}
