import { accessibilityFaults, expect, story } from '@assize/testing/browser'

/** Every screen with somebody who may see it. */
const screens = [
  ['admin', '/'],
  ['senior-reviewer', '/verdicts'],
  ['auditor', '/proof'],
  ['senior-reviewer', '/queues'],
  ['appeals-specialist', '/appeals'],
  ['policy-author', '/policies'],
  ['policy-author', '/policies/spam'],
  ['policy-author', '/policies/spam?tab=findings'],
  ['senior-reviewer', '/detectors'],
  ['policy-author', '/policies/spam/edit'],
  ['policy-author', '/policies/spam/compare'],
  ['policy-author', '/changes'],
  ['policy-approver', '/changes?state=all'],
  ['data-steward', '/datasets'],
  ['data-steward', '/import'],
  ['admin', '/cluster'],
  ['admin', '/people'],
  ['auditor', '/people'],
  ['auditor', '/trail'],
  ['auditor', '/answer'],
  ['auditor', '/exports'],
  ['auditor', '/samples'],
  ['data-steward', '/custody'],
  ['data-steward', '/custody?tab=holds'],
  ['admin', '/custody'],
  ['reviewer', '/checkpoints'],
  ['auditor', '/trail?object=policy:spam'],
] as const

for (const theme of ['light', 'dark'] as const) {
  story(`every screen is free of barriers in the ${theme} theme`, async ({ login }) => {
    story.setTimeout(240_000)
    const faults: string[] = []
    for (const [role, path] of screens) {
      const page = await login.as(role)
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.addInitScript(`localStorage.setItem('RaStore.theme', '"${theme}"')`)
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${path} ${fault}`))
      await page.context().close()
    }
    expect(faults).toEqual([])
  })
}

story('an address that leads to nothing says so and offers a way on', async ({ login }) => {
  const page = await login.as('senior-reviewer')
  await page.goto('/verdicts/00000000-0000-7000-8000-000000000000')
  await expect(page.getByRole('main')).toContainText(/no such|not found|there is no/i)
  await page.goto('/nowhere')
  await expect(page.getByText('There is no such page')).toBeVisible()
  await page.goto('/verdicts?q=nothing-anywhere-holds-this-word')
  await expect(page.getByRole('main')).toContainText(/no verdict/i)
})

story('while the API is away the page says what happened and can try again', async ({ login }) => {
  const page = await login.as('senior-reviewer')
  await page.goto('/verdicts')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.route('**/graphql', (route) => route.abort())
  await page.getByRole('link', { name: 'Policies' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.unroute('**/graphql')
  await page.getByRole('button', { name: /again/i }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
})
