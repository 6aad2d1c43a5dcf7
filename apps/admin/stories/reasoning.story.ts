import { accessibilityFaults, expect, story } from '@assize/testing/browser'

story(
  'an auditor reads how sound the reasoning is, by version and by rule, and opens the verdicts behind a figure',
  async ({ login }) => {
    const page = await login.as('auditor')
    await page.goto('/reasoning?simulated=yes&days=365')
    const overTime = page.getByRole('region', { name: 'Findings over time' })
    await expect(overTime).toContainText('simulated counted', { timeout: 30_000 })
    await page
      .getByRole('group', { name: 'cut by' })
      .getByRole('button', { name: 'version' })
      .click()
    await expect(page).toHaveURL(/by=version/)
    const rows = page.getByRole('region', { name: 'Findings by cut' }).getByRole('row')
    await expect(rows.nth(1)).toBeVisible({ timeout: 60_000 })
    expect(await accessibilityFaults(page)).toEqual([])

    await page.getByRole('combobox', { name: 'policy', exact: true }).selectOption('spam')
    await page.getByRole('tab', { name: 'Rules' }).click()
    const rules = page.getByRole('region', { name: 'Clause map' })
    await expect(rules).toContainText('SP-1.1')
    await expect(page.getByRole('region', { name: 'Only ever hallucinated' })).toBeVisible()
    expect(await accessibilityFaults(page)).toEqual([])

    await page.getByRole('tab', { name: 'Versions' }).click()
    await expect(page.getByRole('region', { name: 'Version against version' })).toContainText(
      'undetermined',
    )
    for (const name of ['Drift', 'Harness']) {
      await page.getByRole('tab', { name }).click()
      await page.waitForLoadState('networkidle')
      expect(await accessibilityFaults(page)).toEqual([])
    }

    await page.getByRole('tab', { name: 'Rules' }).click()
    await page.getByRole('link', { name: 'The verdicts' }).click()
    await expect(page).toHaveURL(/\/verdicts\?q=.*unknown-rule/)
  },
)
