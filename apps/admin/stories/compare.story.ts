import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import { judged } from './platform.js'

story(
  'the same words under two versions stand beside each other, as do any two rows of the list',
  async ({ login, product }) => {
    const text =
      'Write to me at parcel-window.example, the harbour fee of your parcel is still open.'
    const then = await judged(product, { text, policy: 'spam', ref: 'v1' })
    const now = await judged(product, { text, policy: 'spam' })

    const page = await login.as('senior-reviewer')
    await page.goto(`/verdicts/${now}?tab=neighbours`)
    const neighbours = page.getByRole('tabpanel')
    const other = neighbours.getByRole('row').filter({ hasText: then.slice(-12) })
    await expect(other).toContainText('the same')
    await other.getByRole('link', { name: 'Compare' }).click()
    await expect(page).toHaveURL(new RegExp(`/verdicts/compare\\?a=${now}&b=${then}$`))

    const facts = page.getByRole('group', { name: 'Facts of both' })
    const fact = (name: string) => facts.getByRole('row').filter({ hasText: name })
    await expect(fact('policyspam@').first().locator('mark')).toContainText('spam@')
    await expect(fact('modelopenai').locator('mark')).toHaveCount(0)
    expect(await accessibilityFaults(page)).toEqual([])

    const part = page.getByRole('group', { name: 'Part' })
    await part.getByRole('button', { name: 'Content' }).click()
    await expect(page).toHaveURL(/part=content/)
    await page.getByRole('button', { name: 'Show both' }).click()
    await expect(page.getByText('The same in both, to the character.')).toBeVisible()
    await expect(page.getByText('parcel-window.example').first()).toBeVisible()
    await part.getByRole('button', { name: 'Trace' }).click()
    await expect(page).toHaveURL(/part=trace/)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Swap' }).click()
    await expect(page).toHaveURL(new RegExp(`a=${then}&b=${now}&part=trace`))
    await page.getByRole('link', { name: 'What changed in the policy' }).click()
    await expect(page).toHaveURL(/\/policies\/spam\/compare\?base=[0-9a-f]+&head=[0-9a-f]+/)

    await page.goto('/verdicts')
    const rows = page.getByRole('region', { name: 'Verdicts' }).getByRole('row')
    await expect(rows.nth(2)).toBeVisible()
    const pick = page.getByRole('button', { name: /^Compare/ })
    await expect(pick).toBeDisabled()
    await rows.nth(1).getByRole('checkbox', { name: 'Select' }).check()
    await rows.nth(2).getByRole('checkbox', { name: 'Select' }).check()
    await pick.click()
    await expect(page).toHaveURL(/\/verdicts\/compare\?a=[0-9a-f-]{36}&b=[0-9a-f-]{36}$/)
    await expect(facts).toBeVisible()
    const address = page.url()

    const colleague = await login.as('auditor')
    await colleague.goto(address)
    await expect(colleague.getByRole('group', { name: 'Facts of both' })).toBeVisible()
  },
)
