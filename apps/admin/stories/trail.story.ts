import { accessibilityFaults, expect, story } from '@assize/testing/browser'

story(
  'a reviewer reads a verdict, and the auditor finds who saw it, what else they did, and takes it out',
  async ({ login, product }) => {
    const reader = await login.as('senior-reviewer')
    await reader.goto('/verdicts')
    await reader.getByRole('row').nth(1).getByRole('link').first().click()
    await expect(reader.getByRole('region', { name: 'Verdict', exact: true })).toBeVisible()
    await expect(reader.getByRole('link', { name: 'Who saw this' })).toHaveCount(0)
    await reader.waitForLoadState('networkidle')
    const verdict = new URL(reader.url()).pathname

    const page = await login.as('auditor')
    await page.goto(verdict)
    await page.getByRole('link', { name: 'Who saw this' }).click()
    const trail = page.getByRole('region', { name: 'Audit trail' })
    await expect(trail).toContainText('all that was done about verdict')
    const told = (text: string) => trail.getByRole('listitem').filter({ hasText: text })
    await expect(told('saw the content')).not.toHaveCount(0)
    const seen = told('senior reviewer saw the trace')
    await expect(seen).not.toHaveCount(0)
    expect(await accessibilityFaults(page)).toEqual([])

    await seen.first().getByRole('link').first().click()
    await expect(trail).toContainText(/all that .* did/)
    await expect(told('logged in')).not.toHaveCount(0)
    expect(await accessibilityFaults(page)).toEqual([])
    const person = new URL(page.url()).searchParams.get('person') ?? ''

    await trail.getByLabel('did').selectOption({ label: 'logged in' })
    await expect(page).toHaveURL(/action=person\.logged-in/)
    await expect(told('saw the trace')).toHaveCount(0)
    await expect(told('logged in')).not.toHaveCount(0)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      trail.getByRole('link', { name: 'Take out' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('audit-events.jsonl')
    expect(download.url()).toBe(
      `${product.url.replace(/\/$/, '')}/audit/events.jsonl?person=${person}&action=person.logged-in`,
    )

    await page.goto('/trail')
    await expect(
      trail.getByRole('row').filter({ hasText: 'took out the audit trail' }).first(),
    ).toBeVisible()
    await page.goto('/trail?object=verdict:nothing-anybody-saw')
    await expect(trail).toContainText('Nothing of that is on the trail')
  },
)
