import { Inject, Injectable } from '@nestjs/common'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { CompositionPart } from '../dataset.js'
import { PostgresDatasetStore, type ListedExport } from './postgres-dataset-store.js'

/** One query a request for all data sets a page shows. */
@Injectable()
export class DatasetLoaders {
  constructor(@Inject(PostgresDatasetStore) private readonly store: PostgresDatasetStore) {}

  async composition(context: GraphqlContext, id: string): Promise<readonly CompositionPart[]> {
    const load = (ids: readonly string[]) => this.store.findComposition(ids)
    return (await requestLoader(context, 'dataset.composition', load).load(id)) ?? []
  }

  async erasedItems(context: GraphqlContext, id: string): Promise<number> {
    const load = (ids: readonly string[]) => this.store.countErased(ids)
    return (await requestLoader(context, 'dataset.erased', load).load(id)) ?? 0
  }

  async exports(context: GraphqlContext, id: string): Promise<readonly ListedExport[]> {
    const load = (ids: readonly string[]) => this.store.findExports(ids)
    return (await requestLoader(context, 'dataset.exports', load).load(id)) ?? []
  }
}
