import { Injectable } from '@nestjs/common'
import type { Sql } from '@assize/platform'
import { GitError, type Oid, type PushRule } from '../index.js'

/** A ref went from one oid to another, by a push or by the product. */
export interface RefMove {
  readonly repo: string
  readonly ref: string
  readonly old: Oid | null
  readonly new: Oid | null
  /** The id of a person or account, or a plain name where no account stands behind it. */
  readonly movedBy: string | null
  /** One closed word: `push`, `commit`, `merge`, … */
  readonly reason: string | null
}

export interface Hosting {
  /** Asked of every push, in order. */
  readonly rules: readonly PushRule[]
  /** Told of every move in the transaction that makes it: what it writes stands with the move or not at all. */
  readonly moved?: (tx: Sql, move: RefMove) => Promise<void>
}

/** Which repositories clients reach, and what the room each belongs to asks of a push. A room registers its own. */
@Injectable()
export class HostedRepositories {
  private readonly hosted = new Map<string, Hosting>()

  host(repo: string, hosting: Hosting): void {
    this.hosted.set(repo, hosting)
  }

  /** Throws `REPOSITORY_UNKNOWN`. */
  of(repo: string): Hosting {
    const hosting = this.hosted.get(repo)
    if (hosting) return hosting
    throw new GitError('REPOSITORY_UNKNOWN', 'expected a repository, saw no such name')
  }

  async moved(tx: Sql, move: RefMove): Promise<void> {
    await this.hosted.get(move.repo)?.moved?.(tx, move)
  }
}
