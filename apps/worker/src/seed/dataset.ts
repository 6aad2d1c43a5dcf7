import { DatasetError } from '@assize/dataset'
import { DatasetExports, DatasetService } from '@assize/dataset/nest'
import { personNamed, type SeedSite } from './seed-site.js'

const name = 'demo-decisions'

/** A data set of what people decided about the demo items. Their verdicts are simulated, and so it says it is. */
export async function buildDemoDataset(site: SeedSite): Promise<void> {
  const datasets = site.app.get(DatasetService, { strict: false })
  const exports = site.app.get(DatasetExports, { strict: false })
  const steward = await personNamed(site, 'data-steward')
  try {
    if (await isBuilt(datasets)) return
    const purpose = 'Shows what a data set looks like. Its verdicts come from a simulator.'
    await datasets.build({ name, purpose, includeSimulated: true }, steward.id)
    await exports.make({ name }, steward.id)
    site.say('demo data set built')
  } catch (error) {
    // Without a model nothing was judged, so nobody decided anything yet.
    if (!(error instanceof DatasetError && error.code === 'NOTHING_SELECTED')) throw error
  }
}

async function isBuilt(datasets: DatasetService): Promise<boolean> {
  try {
    await datasets.get(name, null)
    return true
  } catch (error) {
    if (error instanceof DatasetError && error.code === 'DATASET_UNKNOWN') return false
    throw error
  }
}
