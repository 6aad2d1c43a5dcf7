import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import type { Page } from '@playwright/test'
import { judged } from './platform.js'

const name = `tide-clock-${Date.now()}`
const text = `The tide clock ${name} of Lower Quay sells nothing, it only tells who may cross the sands.`

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('What do you want to know about?').fill(question)
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
}

const dossier = (page: Page) => page.frameLocator('iframe[title^="Dossier of verdict"]')

story(
  'an id, a quotation and a date each lead to the dossier, which is read, printed and taken home',
  async ({ login, product }) => {
    const verdict = await judged(product, { text, policy: 'spam', externalId: name })
    const page = await login.as('auditor')
    await page.goto('/answer')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await accessibilityFaults(page)).toEqual([])
    for (const question of [verdict, name, `“tide clock ${name} of Lower Quay”`]) {
      await Promise.all([
        page.waitForResponse((response) => response.url().includes(`/dossiers/${verdict}`)),
        ask(page, question),
      ])
      await expect(dossier(page).getByRole('heading', { level: 1 })).toBeVisible()
      await expect(dossier(page).locator('body')).toContainText(verdict)
    }
    await expect(dossier(page).locator('body')).toContainText(`known to the platform as ${name}`)
    await expect(dossier(page).locator('body')).toContainText('who may cross the sands')
    await expect(dossier(page).locator('body')).toContainText('in force')
    expect(await accessibilityFaults(page)).toEqual([])

    await expect(page.getByRole('button', { name: 'Print' })).toBeEnabled()
    await page.evaluate(`{
      const frame = document.querySelector('iframe')
      frame.contentWindow.print = () => { frame.dataset.printed = 'yes' }
    }`)
    await page.getByRole('button', { name: 'Print' }).click()
    await expect(page.locator('iframe')).toHaveAttribute('data-printed', 'yes')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ])
    expect(file.suggestedFilename()).toBe(`dossier-${verdict}.html`)

    const today = new Date().toISOString().slice(0, 10)
    await ask(page, `spam on ${today}`)
    await expect(page.getByRole('list', { name: 'Policy texts' })).toContainText('spam@')
    const found = page.getByRole('region', { name: 'Verdicts' })
    await expect(found.getByRole('row').nth(1)).toBeVisible()
    expect(await accessibilityFaults(page)).toEqual([])
    await found.getByRole('link', { name: 'Open dossier' }).first().click()
    await expect(page).toHaveURL(/verdict=/)
    await expect(dossier(page).getByRole('heading', { level: 1 })).toBeVisible()
    await page.getByRole('button', { name: 'All matches' }).click()
    await expect(found).toBeVisible()

    await ask(page, 'nobody ever wrote these particular words')
    await expect(page.getByText('Nothing on the record matches')).toBeVisible()
  },
)
