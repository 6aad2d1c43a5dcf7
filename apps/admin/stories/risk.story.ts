import { accessibilityFaults, expect, story } from '@assize/testing/browser'

story(
  'an administrator reads how sure the risk is, and has it fitted to decisions',
  async ({ login }) => {
    const page = await login.as('admin')
    await page.goto('/risk?population=SIMULATED')
    const unseen = page.getByRole('region', { name: 'On verdicts the weights had not seen' })
    await expect(unseen.getByRole('figure', { name: 'Reliability diagram' })).toBeVisible({
      timeout: 30_000,
    })
    for (const part of ['5 %', '10 %', '20 %'])
      await expect(unseen.getByRole('row').filter({ hasText: `the first ${part}` })).toContainText(
        /\d+ %.*\d+ %/,
      )
    await expect(unseen).toContainText('AUROC')
    await expect(page.getByRole('main')).toContainText('fitted by themselves after 7 days')
    expect(await accessibilityFaults(page)).toEqual([])

    // The demo has few decisions: nothing is fitted, and the page says what is missing.
    await page.getByRole('button', { name: 'Fit to decisions' }).click()
    await expect(page.getByRole('alert')).toContainText('Expected 200 decisions')

    await page.getByRole('button', { name: 'imported' }).click()
    await expect(page).toHaveURL(/population=IMPORTED/)
    await expect(page.getByRole('region', { name: 'Against decisions' })).toBeVisible()
  },
)

story('a policy author reads the risk and fits nothing', async ({ login }) => {
  const page = await login.as('policy-author')
  await page.goto('/risk?population=SIMULATED')
  await expect(
    page.getByRole('region', { name: 'On verdicts the weights had not seen' }),
  ).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('button', { name: 'Fit to decisions' })).toHaveCount(0)
})
