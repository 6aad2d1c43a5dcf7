import type { Role } from '@assize/identity'
import { CliError } from '../cli-error.js'
import { findInstallation, type Installation } from './find-installation.js'

type Variables = Readonly<Record<string, unknown>>

interface GraphqlAnswer<T> {
  readonly data?: T | null
  readonly errors?: readonly { readonly message: string }[]
}

/** Speaks to one installation in the name of one key or person. */
export class GraphqlClient {
  private constructor(
    readonly url: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** Finds the installation and gets in as `role`. */
  static async open(role: Role, env: NodeJS.ProcessEnv = process.env): Promise<GraphqlClient> {
    const installation = findInstallation(env, role)
    return new GraphqlClient(installation.url, await authentication(installation))
  }

  /** The data of one operation; throws NOT_DONE with what the server says, when it refuses. */
  async ask<T>(document: string, variables: Variables = {}): Promise<T> {
    const response = await this.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: document, variables }),
    })
    const answer = await readAnswer<T>(response, this.url)
    const refusal = answer.errors?.[0]?.message
    if (refusal !== undefined) throw new CliError('NOT_DONE', refusal)
    if (!answer.data) throw new CliError('NOT_DONE', `${this.url} answered without data`)
    return answer.data
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...this.headers, ...(init.headers as Record<string, string> | undefined) }
    const response = await reach(new URL(path, `${this.url}/`), { ...init, headers })
    if (response.status === 401 || response.status === 403) {
      throw new CliError('NOT_DONE', `${this.url} does not accept this key or password`)
    }
    return response
  }
}

/** A member of every result union that can refuse. */
export interface Refusal {
  readonly __typename: 'Refusal'
  readonly code: string
  readonly message: string
}

export const refusalFields = '... on Refusal { code message }'

/** The member that is not a refusal. */
export function accepted<T extends { readonly __typename: string }>(
  result: T,
): Exclude<T, { readonly __typename: 'Refusal' }> {
  if (result.__typename === 'Refusal') {
    const { code, message } = result as unknown as Refusal
    throw new CliError('NOT_DONE', `refused (${code}): ${message}`, { code })
  }
  return result as Exclude<T, { readonly __typename: 'Refusal' }>
}

async function authentication({ url, access }: Installation): Promise<Record<string, string>> {
  if (access.kind === 'key') return { authorization: `Bearer ${access.key}` }
  const response = await reach(new URL('/auth/login', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: access.email, password: access.password }),
  })
  if (!response.ok) throw new CliError('NOT_DONE', `${url} does not let ${access.email} in`)
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return { cookie: cookies.join('; '), 'x-csrf-token': response.headers.get('x-csrf-token') ?? '' }
}

async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    throw new CliError(
      'NOT_REACHABLE',
      `${url.origin} does not answer: is it running?`,
      {},
      { cause },
    )
  }
}

async function readAnswer<T>(response: Response, url: string): Promise<GraphqlAnswer<T>> {
  try {
    return (await response.json()) as GraphqlAnswer<T>
  } catch {
    throw new CliError('NOT_REACHABLE', `${url} answered ${response.status} without GraphQL`)
  }
}
