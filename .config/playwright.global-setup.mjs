import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '@assize/testing/browser'
import { startProduct } from '@assize/testing/product'

/** Boots the product once for the whole run and leaves its address where the stories look. */
export default async function bootProduct() {
  const { name } = await findChromium()
  process.stderr.write(`browser: ${name}\n`)
  const product = await startProduct()
  const folder = await mkdtemp(join(tmpdir(), 'assize-story-'))
  const file = join(folder, 'product.json')
  await writeFile(file, JSON.stringify({ url: product.url, credentials: product.credentials }), {
    mode: 0o600,
  })
  process.env.ASSIZE_STORY_PRODUCT = file
  return async () => {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
