import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import type { Page } from '@playwright/test'
import { changeOf, testsOf } from './made.js'

/** Every screen, with somebody who may see it. */
const screens: Readonly<Record<string, readonly string[]>> = {
  admin: ['/', '/cluster', '/people', '/custody'],
  reviewer: ['/checkpoints'],
  'senior-reviewer': ['/verdicts', '/queues', '/detectors', '/questions'],
  'appeals-specialist': ['/appeals'],
  auditor: [
    ...['/proof', '/people', '/trail', '/trail?object=policy:spam', '/answer', '/exports'],
    ...['/samples', '/policies/spam?tab=releases'],
  ],
  'data-steward': ['/datasets', '/import', '/custody', '/custody?tab=holds'],
  'policy-author': [
    ...['/policies', '/policies/create', '/policies/create?name=gambling&template=criteria'],
    ...['text', 'rules', 'findings', 'tests', 'manifest', 'releases', 'graph'].map(
      (tab) => `/policies/spam?tab=${tab}`,
    ),
    ...['outline', 'prompt', 'run'].map((side) => `/policies/spam/edit?side=${side}`),
    ...['/policies/spam/compare', '/changes', '/branches', '/people'],
    ...['open', 'ruled', 'offers'].map((show) => `/questions?show=${show}`),
  ],
  'policy-approver': [
    ...['/', '/changes?state=all', '/branches', '/policies/spam?tab=releases'],
    '/policies/spam/compare?part=rules',
  ],
}

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

// What is found is told in words; a recording of every step would take as long as the steps.
story.use({ trace: 'off' })

/** Once nothing is being read any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
}

async function tooWide(page: Page): Promise<readonly string[]> {
  const beyond = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return beyond > 0 ? [`is ${beyond} px too wide`] : []
}

/** A page by light, by dark and on a phone: what axe finds, and whether it is wider than the screen. */
async function faultsOn(page: Page, path: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize(desk)
  await page.goto(path)
  await settled(page)
  const faults: string[] = []
  const look = async (how: string, of: Parameters<typeof accessibilityFaults>[1]) => {
    await settled(page)
    const found = [...(await accessibilityFaults(page, of)), ...(await tooWide(page))]
    faults.push(...found.map((fault) => `${path}, ${how}: ${fault}`))
  }
  await look('light', 'everything')
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await look('dark', 'contrast')
  await page.setViewportSize(phone)
  await look('on a phone', 'all but contrast')
  return faults
}

for (const [role, paths] of Object.entries(screens)) {
  story(
    `every screen of the ${role} is free of barriers, by light, dark and on a phone`,
    async ({ login }) => {
      story.setTimeout(240_000)
      const page = await login.as(role)
      const faults: string[] = []
      for (const path of paths) faults.push(...(await faultsOn(page, path)))
      expect(faults).toEqual([])
    },
  )
}

story(
  'every part of a change and of a run of tests is free of barriers',
  async ({ login, product }) => {
    story.setTimeout(240_000)
    const [change, run] = await Promise.all([
      changeOf(product, 'spam', {
        ...{ branch: 'spam/vague', title: 'Say it vaguely' },
        ...{ words: 'Repeated promotion:', instead: 'Repeated promotion, see SP-9.9:' },
      }),
      testsOf(product, 'harassment'),
    ])
    const page = await login.as('policy-author')
    const faults: string[] = []
    for (const part of ['text', 'rules', 'examples', 'commits'])
      faults.push(...(await faultsOn(page, `${change}?part=${part}`)))
    for (const part of ['cases', 'rules', 'pairs'])
      faults.push(...(await faultsOn(page, `${run}?part=${part}`)))
    faults.push(...(await faultsOn(page, `${run}/cases/1`)))
    expect(faults).toEqual([])
    await page.goto(change)
    const remarks = page.getByRole('list', { name: 'What the lint says of policy.md' })
    await expect(remarks).toContainText('SP-9.9 is no rule of this policy')
    await page.goto(`${run}?part=pairs`)
    await expect(page.getByText(/of 4 pairs flip/)).toBeVisible()
  },
)

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
