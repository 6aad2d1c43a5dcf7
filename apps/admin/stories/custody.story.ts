import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import type { Page } from '@playwright/test'

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}

/** The id of some content item, as a steward may read it. */
async function someContent(page: Page): Promise<{ item: string; verdict: string }> {
  const csrf = (await page.request.get('/auth/session')).headers()['x-csrf-token'] ?? ''
  const response = await page.request.post('/graphql', {
    headers: { 'x-csrf-token': csrf },
    data: { query: '{ verdicts(last: 1) { edges { node { id contentItem { id } } } } }' },
  })
  const { data } = (await response.json()) as {
    data: { verdicts: { edges: { node: { id: string; contentItem: { id: string } } }[] } }
  }
  const node = data.verdicts.edges[0]?.node
  if (!node) throw new Error('expected a verdict of the demo')
  return { item: node.contentItem.id, verdict: node.id }
}

story(
  'words are held, released by two people, erased by two people, and missed by nobody’s proof',
  async ({ login }) => {
    const first = await login.as('data-steward')
    const second = await login.as('data-steward-2')
    const { item, verdict } = await someContent(first)

    await first.goto('/custody?tab=holds')
    await first.getByRole('button', { name: 'Place a hold' }).click()
    await first.getByLabel('Id', { exact: true }).fill(item)
    await first.getByLabel('Reference').fill('story file 1')
    await first.getByRole('button', { name: 'Place it' }).click()
    const held = (page: Page) => page.getByRole('row').filter({ hasText: 'story file 1' })
    await expect(held(first)).toContainText('litigation')

    await first.getByRole('tab', { name: 'Erasures' }).click()
    await first.getByRole('button', { name: 'Ask for an erasure' }).click()
    await first.getByRole('textbox', { name: 'Content items' }).fill(item)
    await choose(first, 'Why', 'a court ordered it')
    await first.getByRole('button', { name: 'See what would go' }).click()
    const dryRun = first.getByRole('region', { name: 'What would go' })
    await expect(dryRun).toContainText('1 content item would lose their words')
    await expect(dryRun).toContainText('story file 1')
    expect(await accessibilityFaults(first)).toEqual([])
    await first.getByRole('button', { name: 'Ask for it' }).click()
    const asked = (page: Page) => page.getByRole('row').filter({ hasText: 'a court ordered it' })
    await expect(asked(first)).toContainText('another person decides')

    await second.goto('/custody')
    await asked(second).getByRole('button', { name: 'Decide' }).click()
    await expect(second.getByText('A hold comes first')).toBeVisible()
    await expect(second.getByRole('button', { name: 'Erase for good' })).toBeDisabled()
    await second.getByRole('button', { name: 'Later' }).click()

    await first.goto('/custody?tab=holds')
    await held(first).getByRole('button', { name: 'Release' }).click()
    await held(first).getByRole('button', { name: 'Ask a second person to release it' }).click()
    await expect(held(first)).toContainText('another person confirms')
    await second.goto('/custody?tab=holds')
    await held(second).getByRole('button', { name: 'Release' }).click()
    await held(second).getByRole('button', { name: 'Confirm the release' }).click()
    await expect(held(second)).toContainText('released')
    expect(await accessibilityFaults(second)).toEqual([])

    await second.goto('/custody')
    await asked(second).getByRole('button', { name: 'Decide' }).click()
    await second.getByRole('button', { name: 'Erase for good' }).click()
    await expect(asked(second)).toContainText('erased, 1 item', { timeout: 30_000 })

    const auditor = await login.as('auditor')
    await auditor.goto(`/verdicts/${verdict}`)
    await expect(auditor.getByText('The content was erased')).toContainText('a court ordered it')
    await expect(auditor.getByText('The trace was erased with the content.')).toBeVisible()
    await auditor.getByRole('tab', { name: 'Proof' }).click()
    await expect(auditor.getByRole('tabpanel').getByText('The proof holds.')).toBeVisible({
      timeout: 30_000,
    })
  },
)

story(
  'a rule of retention is made, refused below six months, and taken back',
  async ({ login }) => {
    const page = await login.as('admin')
    await page.goto('/custody')
    const panel = page.getByRole('region', { name: 'Retention' })
    await expect(panel).toContainText('730 days (2 years)')
    await panel.getByLabel('Days').fill('90')
    await panel.getByRole('button', { name: 'Keep as long' }).click()
    await expect(panel.getByRole('alert')).toContainText('the person affected may appeal')
    await panel.getByLabel('Days').fill('400')
    await panel.getByRole('button', { name: 'Keep as long' }).click()
    await expect(panel.getByRole('row').filter({ hasText: '400 days' })).toBeVisible()
    expect(await accessibilityFaults(page)).toEqual([])
    await panel.getByRole('button', { name: /Remove the rule/ }).click()
    await expect(panel.getByRole('row').filter({ hasText: '400 days' })).toHaveCount(0)
  },
)
