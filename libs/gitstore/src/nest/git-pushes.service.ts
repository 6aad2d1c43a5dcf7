import { Inject, Injectable } from '@nestjs/common'
import { isDomainError } from '@assize/kernel'
import {
  askRules,
  inspectPush,
  parsePushRequest,
  pushLimits,
  pushReport,
  readPack,
  receiveAdvertisement,
  refuses,
  type PushAnswer,
  type Pusher,
  type PushRequest,
} from '../index.js'
import { HostedRepositories } from './hosted-repositories.js'
import { PushedObjects } from './pushed-objects.js'
import { Turns } from './turns.js'

/** What became of a push, for the client and for the trail. */
export interface PushOutcome {
  readonly report: Buffer
  /** How many refs were to be moved; none where a client only asked whether it may. */
  readonly refs: number
  /** The code of the first refusal, or null. */
  readonly refused: string | null
}

const pause = () => new Promise<void>((resume) => setImmediate(resume))
const elsewhere = 'not moved, since another ref of this push was refused'

/**
 * Takes pushes: unpacks within limits, inspects every object, asks the rules, and only then writes, all in one
 * transaction. What is refused before that has written nothing.
 */
@Injectable()
export class GitPushes {
  /** What is unpacked lies in memory: no more than this many pushes do at a time. */
  private readonly turns = new Turns(2)

  constructor(
    @Inject(PushedObjects) private readonly objects: PushedObjects,
    @Inject(HostedRepositories) private readonly hosted: HostedRepositories,
  ) {}

  async advertise(repo: string): Promise<Buffer> {
    this.hosted.of(repo)
    await this.objects.initRepository(repo)
    return receiveAdvertisement(await this.objects.refsOf(repo))
  }

  /** Throws `REQUEST_REFUSED` for a body that is no push; any other refusal is told in the report. */
  async receive(repo: string, pusher: Pusher, body: Buffer): Promise<PushOutcome> {
    const request = parsePushRequest(body)
    const refs = request.commands.length
    if (refs === 0) return { report: Buffer.alloc(0), refs, refused: null }
    const answer = await this.turns.take(() => this.decide(repo, pusher, request))
    const refused = answer.remarks.find(refuses)?.code ?? null
    return { report: pushReport(request, answer), refs, refused }
  }

  private async decide(repo: string, pusher: Pusher, request: PushRequest): Promise<PushAnswer> {
    try {
      const { rules } = this.hosted.of(repo)
      const known = this.objects.knownTo(repo)
      const received = await readPack(request.pack, pushLimits, known.read, pause)
      const tips = request.commands.flatMap(({ ref, new: oid }) => (oid ? [{ ref, oid }] : []))
      const inspected = await inspectPush(tips, received, known, pushLimits, pause)
      const push = await this.objects.describe(repo, pusher, request.commands, inspected)
      const remarks = await askRules(rules, push)
      if (remarks.some(refuses)) return { remarks, refusal: elsewhere }
      await this.objects.letIn(push, request.commands, inspected.objects)
      return { remarks, refusal: null }
    } catch (error) {
      if (!isDomainError(error)) throw error
      const { code, message, facts } = error
      const ref = typeof facts['ref'] === 'string' ? facts['ref'] : undefined
      const remarks = [{ severity: 'error', ref, code, message }] as const
      return { remarks, refusal: elsewhere }
    }
  }
}
