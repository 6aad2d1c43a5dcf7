import { ApiError } from './api-error.js'

export interface Session {
  readonly csrfToken: string
  readonly person: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly roles: readonly string[]
    readonly permissions: readonly string[]
  }
}

let current: Session | null = null
let pending: Promise<Session | null> | null = null

async function read(): Promise<Session | null> {
  const response = await fetch('/auth/session', { credentials: 'same-origin' })
  if (response.status === 401) return null
  if (!response.ok) throw refusalOf(response, 'the session could not be read')
  return (await response.json()) as Session
}

const refusalOf = (response: Response, message: string) =>
  new ApiError('SESSION', message, response.headers.get('x-request-id'), response.status)

/** The session of this browser, asked for once; null when nobody is signed in. */
export async function findSession(): Promise<Session | null> {
  if (current) return current
  pending ??= read().finally(() => (pending = null))
  current = await pending
  return current
}

export const csrfToken = () => current?.csrfToken ?? null
export const forgetSession = () => (current = null)

async function messageOf(response: Response): Promise<string> {
  if (response.status === 429) return 'too many attempts; wait a minute and try again'
  if (response.status === 401) return 'email and password do not match'
  const body = (await response.json().catch(() => null)) as { message?: unknown } | null
  if (typeof body?.message === 'string') return body.message
  return `the API answered ${response.status}`
}

export async function signIn(email: string, password: string): Promise<void> {
  const response = await fetch('/auth/login', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw refusalOf(response, await messageOf(response))
  forgetSession()
}

export async function signOut(): Promise<void> {
  const token = csrfToken()
  forgetSession()
  await fetch('/auth/logout', {
    method: 'POST',
    credentials: 'same-origin',
    headers: token ? { 'x-csrf-token': token } : {},
  }).catch(() => undefined)
}
