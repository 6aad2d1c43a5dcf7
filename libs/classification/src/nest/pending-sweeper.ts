import { Inject, Injectable } from '@nestjs/common'
import { Clock, uuidV7Floor } from '@assize/kernel'
import { Database } from '@assize/platform'
import { SilentWorkSweeper } from '@assize/platform/nest'
import { ClassifyQueue } from './classify-queue.js'
import { JudgeService } from './judge.service.js'

const most = 2_000

interface Pending {
  readonly id: string
  readonly priority: number
}

/**
 * Queues again what was accepted and not judged for so long that its job must be lost. Judging twice is harmless;
 * never judging is not.
 */
@Injectable()
export class PendingSweeper extends SilentWorkSweeper<Pending> {
  constructor(
    @Inject(Database) database: Database,
    @Inject(ClassifyQueue) queue: Pick<ClassifyQueue, 'enqueue'>,
    @Inject(JudgeService) judge: Pick<JudgeService, 'working'>,
    @Inject(Clock) clock: Clock,
  ) {
    super({
      what: 'accepted classifications',
      store: {
        findSilent: async (before) =>
          (await findPending(database, before)).filter(({ id }) => !judge.working.has(id)),
      },
      queue: { enqueue: (pending) => enqueueByPriority(queue, pending) },
      clock,
      silentMs: 120_000,
      pauseMs: 30_000,
    })
  }
}

const findPending = (database: Database, acceptedBefore: Date): Promise<readonly Pending[]> =>
  database.query<Pending>(
    `SELECT id, priority FROM classification WHERE state = 'pending' AND id < $1::uuid
     ORDER BY id LIMIT ${most}`,
    [uuidV7Floor(acceptedBefore.getTime())],
  )

async function enqueueByPriority(
  queue: Pick<ClassifyQueue, 'enqueue'>,
  pending: readonly Pending[],
): Promise<void> {
  const byPriority = new Map<number, string[]>()
  for (const { id, priority } of pending)
    byPriority.set(priority, [...(byPriority.get(priority) ?? []), id])
  for (const [priority, ids] of byPriority) await queue.enqueue(ids, priority)
}
