import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'

/**
 * Data sets keep no words of their own: a version that holds an erased item says so from the record, leaves it out of
 * its files, and refuses files made before. There is nothing to delete.
 */
@Injectable()
export class DatasetErasingStep extends ErasureStep {
  readonly name = 'dataset'

  async reach(sql: Statements, ids: readonly string[]): Promise<readonly Reach[]> {
    const rows = await sql.query<{ named: string }>(
      `SELECT DISTINCT d.name || ' v' || d.version AS named
       FROM record_dataset_item i JOIN record_dataset d ON d.id = i.dataset_id
       WHERE i.content_item_id = ANY($1::uuid[]) ORDER BY 1`,
      [ids],
    )
    return [{ kind: 'data-set', count: rows.length, named: rows.map(({ named }) => named) }]
  }

  erase(): Promise<number> {
    return Promise.resolve(0)
  }
}
