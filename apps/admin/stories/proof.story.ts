import { readFile } from 'node:fs/promises'
import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import type { Locator, Page } from '@playwright/test'

interface Taken {
  readonly name: string
  readonly text: string
}

/** What a button hands over as a file. */
async function take(page: Page, button: Locator): Promise<Taken> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

/** Both files into the verifier, as from this computer. */
async function verify(page: Page, ...files: readonly Taken[]): Promise<Locator> {
  await page.getByLabel('Drop a proof and its record here, or choose both').setInputFiles(
    files.map(({ name, text }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(text),
    })),
  )
  return page.getByRole('region', { name: 'Answer' })
}

function altered({ name, text }: Taken, from: RegExp, to: string): Taken {
  const other = text.replace(from, to)
  expect(other).not.toBe(text)
  return { name, text: other }
}

story(
  'a verdict is proven, its proof taken home and verified, and a tampered copy refused',
  async ({ login }) => {
    const page = await login.as('auditor')
    await page.goto('/verdicts')
    await page.getByRole('row').nth(1).getByRole('link').first().click()
    await page.getByRole('tab', { name: 'Proof' }).click()
    const panel = page.getByRole('tabpanel')
    await expect(panel.getByText('The proof holds.')).toBeVisible()
    await expect(panel.getByText('stood at place')).toBeVisible()
    await expect(panel.getByText('Whether the judgement was right.')).toBeVisible()
    expect(await accessibilityFaults(page)).toEqual([])

    const proof = await take(page, panel.getByRole('button', { name: 'Download the proof' }))
    const record = await take(page, panel.getByRole('button', { name: 'Download the record' }))
    expect(proof.name).toMatch(/^verdict-.*\.tlog-proof$/)
    expect(proof.text).toContain('c2sp.org/tlog-proof@v1\n')
    expect(record.name).toMatch(/^verdict-.*\.record\.json$/)

    await panel.getByRole('link', { name: 'Open in the verifier' }).click()
    await expect(page.getByRole('region', { name: 'Answer' })).toContainText('The proof holds.')
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(page.getByText('Nothing to verify yet')).toBeVisible()

    const answer = await verify(page, proof, record)
    await expect(answer).toContainText('The proof holds.')
    await expect(answer).toContainText('is this one: the hashes lead from it to the signed root')
    expect(await accessibilityFaults(page)).toEqual([])

    const other = altered(record, /"policy": "[^"]+"/, '"policy": "another"')
    await verify(page, other)
    await expect(answer).toContainText('Refused. The proof does not hold.')
    await expect(answer).toContainText('The record is not the one that was entered: policy differs')

    await verify(page, altered(record, /"latency_ms": [\d.]+/, '"latency_ms": 1.5'))
    await expect(answer).toContainText('a column the entry does not state')

    await verify(page, altered(record, /("output": ")/, '$1x'))
    await expect(answer).toContainText('The words were changed after the record was made')

    await verify(page, record, altered(proof, /index \d+/, 'index 0'))
    await expect(answer).toContainText('Refused.')
    await expect(answer).toContainText(/Place in the log does not hold/)

    await verify(page, altered(proof, /(\n\n[^\n]+\n)\d+\n/, '$11\n'))
    await expect(answer).toContainText('The checkpoint was changed after it was signed')
    expect(await accessibilityFaults(page)).toEqual([])
  },
)
