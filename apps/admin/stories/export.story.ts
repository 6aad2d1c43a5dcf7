import { readFile } from 'node:fs/promises'
import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import type { Download, Page } from '@playwright/test'
import { judged } from './platform.js'

const ferry = `ferry-bell-${Date.now()}`
const formula = `=HYPERLINK(A1,B${Date.now()})`

/** The list narrowed to what the platform calls by one name. */
const listOf = (externalId: string) =>
  `/verdicts?${new URLSearchParams({ q: `external:"${externalId}"` }).toString()}`

const newest = (page: Page) => page.getByRole('region', { name: 'Exports' }).getByRole('row').nth(1)

async function download(page: Page): Promise<{ name: string; text: string; bytes: Buffer }> {
  const link = newest(page).getByRole('link', { name: 'Download' })
  await expect(link).toBeVisible({ timeout: 30_000 })
  const [file]: [Download, void] = await Promise.all([page.waitForEvent('download'), link.click()])
  const bytes = await readFile(await file.path())
  return { name: file.suggestedFilename(), text: bytes.toString('utf8'), bytes }
}

async function exportAs(page: Page, format: string): Promise<void> {
  await page.getByRole('button', { name: 'Export this filter' }).click()
  const form = page.getByRole('dialog', { name: 'Export this filter' })
  await form.getByRole('radio', { name: format }).check()
  await form.getByRole('checkbox', { name: 'content' }).check()
  expect(await accessibilityFaults(page)).toEqual([])
  await form.getByRole('button', { name: 'Export' }).click()
  await expect(page).toHaveURL(/\/exports$/)
}

story(
  'what a filter finds is taken out as JSON and CSV, and no cell of it runs as a formula',
  async ({ login, product }) => {
    const text = 'A formula in the name of a post is still only a name.'
    const id = await judged(product, { text, policy: 'spam', externalId: formula })
    const page = await login.as('auditor')
    await page.goto(listOf(formula))
    await expect(page.getByRole('region', { name: 'Verdicts' }).getByRole('row')).toHaveCount(2)
    await exportAs(page, 'JSON, one verdict a line')
    const json = await download(page)
    expect(json.name).toMatch(/\.jsonl$/)
    const lines = json.text.trimEnd().split('\n')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ id, externalId: formula, simulated: true })
    expect(lines[0]).toContain(text)

    await page.goto(listOf(formula))
    await exportAs(page, 'CSV, for a spreadsheet')
    const csv = await download(page)
    expect(csv.name).toMatch(/\.csv$/)
    expect(csv.text).toContain(`"'${formula}"`)
    expect(csv.text).not.toMatch(/(^|,)"?=/m)
    await expect(newest(page)).toContainText('1')
    expect(await accessibilityFaults(page)).toEqual([])
  },
)

story('an evidence package is made of a filter, and of a case', async ({ login, product }) => {
  const text = 'The ferry bell rings twice for whoever has evidence on board.'
  await judged(product, { text, policy: 'spam', externalId: ferry })
  const page = await login.as('auditor')
  const make = async () => {
    await page.getByRole('button', { name: 'Evidence package' }).click()
    const form = page.getByRole('dialog', { name: 'Make an evidence package' })
    await expect(form.getByRole('button', { name: 'Make it' })).toBeDisabled()
    await form.getByLabel('What is it for?').fill('a story of the tests')
    expect(await accessibilityFaults(page)).toEqual([])
    await form.getByRole('button', { name: 'Make it' }).click()
    await expect(page).toHaveURL(/\/exports$/)
    const { name, bytes } = await download(page)
    expect(name).toMatch(/\.zip$/)
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
  }
  await page.goto(listOf(ferry))
  await expect(page.getByRole('region', { name: 'Verdicts' }).getByRole('row')).toHaveCount(2)
  await make()
  await expect(newest(page)).toContainText(ferry)

  await page.goto('/verdicts?q=case%3Aany')
  await page
    .getByRole('region', { name: 'Verdicts' })
    .getByRole('row')
    .nth(1)
    .getByRole('cell')
    .last()
    .getByRole('link')
    .click()
  await expect(page).toHaveURL(/\/workbench\//)
  await make()
  await expect(newest(page)).toContainText('case')
})
