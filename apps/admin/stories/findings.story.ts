import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import type { Page } from '@playwright/test'
import { judged } from './platform.js'

interface Read {
  readonly id: string
  readonly policyVersion: { readonly policy: string }
  readonly contentItem: { readonly messages: readonly { readonly text: string }[] }
}

/** Opens a verdict; answers what its page was told of it. */
async function read(page: Page, open: () => Promise<unknown>): Promise<Read> {
  const told = page.waitForResponse(
    async (response) => response.url().endsWith('/graphql') && (await verdictIn(response)) !== null,
  )
  await open()
  const verdict = await verdictIn(await told)
  if (!verdict) throw new Error('expected a verdict with its content')
  return verdict
}

async function verdictIn(response: { json(): Promise<unknown> }): Promise<Read | null> {
  const { data } = (await response.json()) as { data?: { verdict?: Partial<Read> } }
  return data?.verdict?.contentItem?.messages ? (data.verdict as Read) : null
}

/** Selects the finding, so that what was said of it shows. */
async function select(page: Page) {
  const note = page
    .getByRole('group', { name: 'Steps' })
    .getByRole('button')
    .filter({ hasText: 'unknown rule' })
    .first()
  // The first finding is selected when the page opens; a second press would let it go.
  if ((await note.getAttribute('aria-pressed')) !== 'true') await note.click()
  await expect(note).toHaveAttribute('aria-pressed', 'true')
  return note
}

const detector = (page: Page) => page.getByRole('region', { name: 'unknown rule' })

async function switchTo(page: Page, button: string, reason: string): Promise<void> {
  await page.goto('/detectors')
  await detector(page).getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog', { name: 'unknown rule' })
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: 'Set' }).click()
  await expect(dialog).toHaveCount(0)
}

story(
  'a finding marked wrong lowers its detector, which then only advises; a suppression says why',
  async ({ login, product }) => {
    story.setTimeout(180_000)
    const page = await login.as('senior-reviewer')
    await page.goto('/verdicts?q=finding:unknown-rule')
    const first = page.getByRole('row').filter({ hasText: 'unknown rule' }).first()
    const verdict = await read(page, () => first.getByRole('cell').nth(3).getByRole('link').click())
    const { policy } = verdict.policyVersion
    const text = verdict.contentItem.messages.map((message) => message.text).join('\n')

    await select(page)
    await expect(page.getByText(/By the policy’s rules it opened a case/)).toBeVisible()
    await page.keyboard.press('w')
    await expect(page.getByRole('button', { name: 'Wrong' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    expect(await accessibilityFaults(page)).toEqual([])

    await page.goto('/detectors')
    await expect(detector(page)).toContainText('0 %')
    await expect(detector(page)).toContainText('1 mark')
    await switchTo(page, 'Let it only advise…', 'it takes aliases for inventions')
    await expect(detector(page)).toContainText('advisory')

    const advised = await judged(product, { text, policy })
    await page.goto(`/verdicts/${advised}`)
    await expect(await select(page)).toContainText('advisory')
    await expect(page.getByText('By the policy’s rules it only counted.')).toBeVisible()
    await expect(page.getByRole('link', { name: /^Open case/ })).toHaveCount(0)

    await switchTo(page, 'Let it act…', 'aliases are known now')
    const acting = await judged(product, { text, policy })
    await page.goto(`/verdicts/${acting}`)
    await expect(page.getByRole('link', { name: /^Open case/ })).toBeVisible()
    await select(page)
    await page.getByRole('button', { name: 'Suppress…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Suppress unknown rule' })
    await dialog.getByLabel('How far').click()
    await page.getByRole('option', { name: /^every unknown rule/ }).click()
    await dialog.getByLabel('Reason').fill('the platform’s own notice uses that code')
    await dialog.getByRole('button', { name: 'Suppress', exact: true }).click()
    await expect(dialog).toHaveCount(0)

    const suppressed = await judged(product, { text, policy })
    await page.goto(`/verdicts/${suppressed}`)
    await expect(await select(page)).toContainText('suppressed')
    await expect(page.getByText('the platform’s own notice uses that code')).toBeVisible()
    await expect(page.getByRole('link', { name: /^Open case/ })).toHaveCount(0)

    await page.goto(`/policies/${policy}?tab=findings`)
    const rows = page.getByRole('group', { name: 'Suppressed findings' })
    await expect(rows).toContainText('the platform’s own notice uses that code')
    await page.getByRole('button', { name: 'Lift the suppression of unknown rule' }).click()
    await expect(rows).toContainText(/lifted/)
  },
)

/** Adds a rule for the finding to those about to be set. */
async function addRule(page: Page, finding: string, does: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Add a rule' })
  await form.getByLabel('Finding').click()
  await page.getByRole('option', { name: finding }).click()
  await form.getByLabel('What it does').click()
  await page.getByRole('option', { name: does, exact: true }).click()
  await form.getByRole('button', { name: 'Add' }).click()
}

story(
  'rules say what findings of a policy do, and from the next verdict on that is what happens',
  async ({ login, product }) => {
    story.setTimeout(180_000)
    const reader = await login.as('senior-reviewer')
    await reader.goto('/verdicts?q=finding:unknown-rule')
    const first = reader.getByRole('row').filter({ hasText: 'unknown rule' }).first()
    const known = await read(reader, () => first.getByRole('cell').nth(3).getByRole('link').click())
    const { policy } = known.policyVersion
    const text = known.contentItem.messages.map((message) => message.text).join('\n')

    const author = await login.as('policy-author')
    await author.goto(`/policies/${policy}?tab=findings`)
    await expect(author.getByText('The usual rules')).toBeVisible()
    for (const does of [
      'opens a case for senior reviewers',
      'keeps the action back until a person decides',
      'has the item judged three times more',
    ])
      await addRule(author, 'unknown rule', does)
    await author.getByRole('button', { name: 'Set these rules' }).click()
    const rules = author.getByRole('group', { name: 'What findings do' })
    await expect(rules).toContainText('opens a case for senior reviewers')
    await expect(author.getByText(/^Set by/)).toBeVisible()
    expect(await accessibilityFaults(author)).toEqual([])

    const id = await judged(product, { text, policy })
    await reader.goto(`/verdicts/${id}`)
    await select(reader)
    await expect(
      reader.getByText(
        /took the case to senior reviewers and kept the action back until a person decides and had the item judged again/,
      ),
    ).toBeVisible()
    await reader.getByRole('tab', { name: /Case/ }).click()
    await expect(reader.getByRole('tabpanel')).toContainText('escalated')
    await expect(reader.getByRole('tabpanel')).toContainText('because of unknown rule')
    await reader.goto(`/verdicts/${id}?tab=repeats`)
    await expect(async () => {
      await reader.reload()
      await expect(reader.getByRole('tabpanel')).toContainText('asked 3 more times')
    }).toPass({ timeout: 60_000 })
  },
)
