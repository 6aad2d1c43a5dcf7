import { Inject, Injectable } from '@nestjs/common'
import { BoundedCache, sha256Hex } from '@assize/kernel'
import { createServer, type GitServer } from 'just-git/server'
import { GitError, readQuestion, withoutUnknown } from '../index.js'
import { HostedRepositories } from './hosted-repositories.js'
import { PostgresGitStore } from './postgres-git-store.js'
import { Turns } from './turns.js'

const keptBytes = 64 * 1024 * 1024
const mostKeptQuestion = 16 * 1024

/**
 * Answers fetches. The same question at the same refs has the same answer: it is worked out once, also for those who ask
 * while it is, and kept within a bound of bytes.
 */
@Injectable()
export class GitFetches {
  private readonly server: GitServer
  private readonly kept = new BoundedCache<Uint8Array>(
    keptBytes,
    ({ length }) => length + 256,
    keptBytes / 2,
  )
  private readonly working = new Map<string, Promise<Uint8Array>>()
  /** Working an answer out takes the whole repository in memory and a core. */
  private readonly turns = new Turns(1)

  constructor(
    @Inject(PostgresGitStore) private readonly store: PostgresGitStore,
    @Inject(HostedRepositories) private readonly hosted: HostedRepositories,
  ) {
    this.server = createServer({
      storage: store.reading,
      packCache: false,
      packOptions: { noDelta: true },
      onError: false,
    })
  }

  /** The refs there are, as the protocol the client speaks wants to hear of them. */
  async advertise(repo: string, protocol: string | undefined): Promise<Uint8Array> {
    this.hosted.of(repo)
    await this.store.initRepository(repo)
    const url = `http://git/${repo}/info/refs?service=git-upload-pack`
    return this.ask(new Request(url, { headers: headersFor(protocol) }))
  }

  async answer(repo: string, protocol: string | undefined, asked: Buffer): Promise<Uint8Array> {
    this.hosted.of(repo)
    const body = await this.known(repo, asked)
    const work = () => this.turns.take(() => this.workOut(repo, protocol, body))
    if (body.length > mostKeptQuestion) return work()
    const refs = await this.store.reading.listRefs(repo)
    const key = sha256Hex(JSON.stringify([repo, protocol ?? '', refs, body.toString('latin1')]))
    const kept = this.kept.find(key) ?? this.working.get(key)
    if (kept) return kept
    const answer = work().finally(() => this.working.delete(key))
    this.working.set(key, answer)
    const bytes = await answer
    this.kept.keep(key, bytes)
    return bytes
  }

  /** Throws `REQUEST_REFUSED` for what there is not. */
  private async known(repo: string, body: Buffer): Promise<Buffer> {
    const { wants, haves } = readQuestion(body)
    const known = await this.store.reading.hasObjects(repo, [...wants, ...haves])
    if (wants.every((oid) => known.has(oid))) return withoutUnknown(body, known)
    throw new GitError('REQUEST_REFUSED', 'expected a fetch of what there is')
  }

  private async workOut(repo: string, protocol: string | undefined, body: Buffer) {
    await this.store.reading.preload(repo)
    return this.ask(
      new Request(`http://git/${repo}/git-upload-pack`, {
        method: 'POST',
        headers: {
          ...headersFor(protocol),
          'content-type': 'application/x-git-upload-pack-request',
        },
        body: Uint8Array.from(body),
      }),
    )
  }

  private async ask(request: Request): Promise<Uint8Array> {
    const answer = await this.server.fetch(request)
    if (answer.status < 300) return new Uint8Array(await answer.arrayBuffer())
    if (answer.status < 500)
      throw new GitError('REQUEST_REFUSED', 'expected a fetch of what there is')
    throw new Error(`a fetch failed with status ${answer.status}`)
  }
}

const headersFor = (protocol: string | undefined): Record<string, string> =>
  protocol === undefined ? {} : { 'git-protocol': protocol }
