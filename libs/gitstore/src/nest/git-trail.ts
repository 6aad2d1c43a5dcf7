import { Inject, Injectable } from '@nestjs/common'
import { actorOf, type AuditNote, type Principal } from '@assize/identity'
import { AuditTrail } from '@assize/identity/nest'

/** Version 2, which holds zeros, as no ref does. */
const packHead = Buffer.from('PACK\0\0\0\x02', 'latin1')

export type GitAct = 'repository.fetched' | 'repository.pushed'

/** Puts on the audit trail who took a repository out, and who pushed to it. The moves of refs are recorded besides. */
@Injectable()
export class GitTrail {
  constructor(@Inject(AuditTrail) private readonly trail: AuditTrail) {}

  /** Throws `TRAIL_UNAVAILABLE`: nothing is handed out that cannot be told of. */
  async fetched(
    principal: Principal,
    requestId: string,
    repo: string,
    answer: Uint8Array,
  ): Promise<void> {
    // Clients first ask for refs and agree on what they have: it is a fetch once a pack is in the answer. What the question
    // says of itself tells nothing, since whoever asks may put any words there.
    if (!Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength).includes(packHead)) return
    this.trail.requireRoom()
    await this.note(principal, requestId, { ...act('repository.fetched', repo) })
  }

  pushed(
    principal: Principal,
    requestId: string,
    repo: string,
    refused: string | null,
  ): Promise<void> {
    if (refused !== null)
      return this.refused(principal, requestId, repo, 'repository.pushed', refused)
    return this.note(principal, requestId, act('repository.pushed', repo))
  }

  refused(
    principal: Principal,
    requestId: string,
    repo: string,
    action: GitAct,
    code: string,
  ): Promise<void> {
    return this.note(principal, requestId, { ...act(action, repo), outcome: 'refused', code })
  }

  private note(principal: Principal, requestId: string, note: AuditNote): Promise<void> {
    return this.trail.note(actorOf(principal, requestId), [note])
  }
}

const act = (action: GitAct, repo: string) => ({ action, target: { type: 'repository', id: repo } })
