import { Inject, Injectable } from '@nestjs/common'
import type { StorageGitStore, BranchWork } from '@assize/gitstore'
import { PostgresGitStore, type Mover } from '@assize/gitstore/nest'
import { Database, type Sql } from '@assize/platform'
import { policyRepository } from '../../index.js'

/** The repository of policies while nobody else can write to it, and the transaction that holds it. */
export interface Desk {
  readonly tx: Sql
  readonly store: StorageGitStore
  readonly work: BranchWork
}

/** Where branches are worked on: git, the record and what tells of both in one transaction. */
@Injectable()
export class PolicyDesk {
  constructor(
    @Inject(Database) readonly database: Database,
    @Inject(PostgresGitStore) readonly git: PostgresGitStore,
  ) {}

  async at<T>(mover: Mover, act: (desk: Desk) => Promise<T>): Promise<T> {
    await this.git.initRepository(policyRepository)
    return this.database.transaction(async (tx) => {
      const { store, work } = await this.git.within(tx, policyRepository, mover)
      return act({ tx, store, work })
    })
  }

  /** What everybody sees, for reading; it may move meanwhile. */
  async reading(): Promise<Omit<Desk, 'tx'> & { readonly sql: Sql }> {
    await this.git.initRepository(policyRepository)
    const work = (await this.git.branchWork(policyRepository)).rehearsal
    return { store: this.git, work, sql: this.database }
  }
}
