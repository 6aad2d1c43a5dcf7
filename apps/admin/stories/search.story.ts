import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import type { Page } from '@playwright/test'

const rail = (page: Page) => page.getByRole('complementary', { name: 'Filters' })

/** A value of the rail with its count. */
const counted = (page: Page, value: string) =>
  rail(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('checkbox', { name: value, exact: true }) })

story(
  'a view is saved and shared, and another person opens it by name and by its address',
  async ({ login }) => {
    const query = `policy:spam outcome:violates decided:2026-01-01..${new Date().toISOString().slice(0, 10)}`
    const maker = await login.as('senior-reviewer')
    await maker.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await maker.goto(`/verdicts?${new URLSearchParams({ q: query }).toString()}`)
    await maker.getByRole('button', { name: 'Save view' }).click()
    const form = maker.getByRole('dialog', { name: 'Save this view' })
    await form.getByLabel('Name').fill('Spam that violates')
    await form.getByLabel('Show it to everybody').check()
    expect(await accessibilityFaults(maker)).toEqual([])
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form).toHaveCount(0)
    await maker.getByRole('button', { name: 'All views' }).click()
    const views = (page: Page) => page.getByRole('dialog', { name: 'Views' })
    const view = (page: Page) => views(page).getByRole('listitem').filter({ hasText: query })
    await expect(view(maker)).toContainText('shared')
    expect(await accessibilityFaults(maker)).toEqual([])
    await view(maker).getByRole('button', { name: 'copy the address' }).click()
    const address = await maker.evaluate<string>('navigator.clipboard.readText()')

    const other = await login.as('auditor')
    await other.goto('/verdicts')
    await other.getByRole('button', { name: 'All views' }).click()
    await expect(view(other)).toContainText('from')
    await expect(view(other).getByRole('button', { name: /delete/ })).toHaveCount(0)
    await view(other).getByRole('button', { name: 'Spam that violates', exact: true }).click()
    await expect(other).toHaveURL(address)
    await expect(counted(other, 'violates').getByRole('checkbox')).toBeChecked()
    await expect(counted(other, 'spam').getByRole('checkbox')).toBeChecked()

    const third = await login.as('policy-author')
    await third.goto(address)
    await expect(counted(third, 'spam').getByRole('checkbox')).toBeChecked()

    await view(maker).getByRole('button', { name: 'delete Spam that violates' }).click()
    await expect(view(maker)).toHaveCount(0)
  },
)

story('a facet narrows the list to as many as it counted', async ({ login }) => {
  const page = await login.as('auditor')
  await page.goto('/verdicts?q=policy%3Aharassment')
  const foot = page.getByRole('main')
  const allowed = counted(page, 'allowed')
  const many = Number(/\d+$/.exec((await allowed.innerText()).trim())?.[0])
  expect(many).toBeGreaterThan(0)
  await allowed.getByRole('checkbox').click()
  await expect(page).toHaveURL(/outcome%3Aallowed/)
  await expect(foot.getByText(`${many} verdict`, { exact: false }).first()).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'Verdicts' }).getByRole('row').filter({ hasText: 'allowed' }),
  ).toHaveCount(Math.min(many, 50))
  await rail(page).getByRole('button', { name: 'More filters' }).click()
  await expect(rail(page).getByRole('heading', { name: 'Language' })).toBeVisible()
  expect(await accessibilityFaults(page)).toEqual([])
})

story('a count that is an estimate says so, and is made exact on request', async ({ login }) => {
  const page = await login.as('auditor')
  // The demo is too small for estimates: the answer is told to be one.
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('VerdictFacets')) return route.continue()
    const response = await route.fetch()
    const text = (await response.text()).replace('"estimated":false', '"estimated":true')
    await route.fulfill({ response, body: text })
  })
  await page.goto('/verdicts?q=policy%3Aspam')
  await expect(counted(page, 'violates')).toContainText('about')
  const about = page.getByText(/^about \d+ verdicts/)
  const many = /\d+/.exec(await about.innerText())?.[0] ?? ''
  await page.getByRole('button', { name: 'count exactly' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'exactly' })).toContainText(
    `exactly ${many} verdicts at`,
  )
  expect(await accessibilityFaults(page)).toEqual([])
})
