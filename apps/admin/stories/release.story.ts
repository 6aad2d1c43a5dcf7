import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import type { Page } from '@playwright/test'

const reset = 'The second reader is away.'

/** Sets how many approvals main asks for. */
async function askOfMain(page: Page, approvals: number, reason = ''): Promise<void> {
  await page.goto('/branches')
  await page.getByRole('button', { name: 'Change what main asks' }).click()
  const form = page.getByRole('dialog', { name: 'What main asks' })
  await form.getByLabel('Approvals').fill(String(approvals))
  if (reason) {
    await expect(form.getByRole('button', { name: 'Set' })).toBeDisabled()
    await form.getByLabel('Why it may ask for less').fill(reason)
  }
  await form.getByRole('button', { name: 'Set' }).click()
  await expect(form).toHaveCount(0)
}

story(
  'a branch asks for two approvals, a change into it says so, and asking for less needs a reason',
  async ({ login }) => {
    const approver = await login.as('policy-approver')
    await askOfMain(approver, 2)
    const rules = approver.getByRole('region', { name: 'Branch rules' })
    await expect(rules.getByRole('row').filter({ hasText: 'main' })).toContainText('2 approvals')
    expect(await accessibilityFaults(approver)).toEqual([])
    try {
      const author = await login.as('policy-author')
      await author.goto('/branches')
      await expect(author.getByRole('main')).toContainText('your roles do not hold policy:approve')
      await expect(author.getByRole('button', { name: 'Change what main asks' })).toHaveCount(0)

      await author.goto('/policies/weapons-trade')
      await author.getByRole('button', { name: /^Revert/ }).click()
      const revert = author.getByRole('dialog', { name: /^Revert/ })
      await revert.getByLabel('New branch').fill('weapons-trade/back')
      await revert.getByRole('button', { name: 'Revert' }).click()
      const form = author.getByRole('dialog', { name: 'Open a change' })
      await form.getByLabel('Title').fill('Go back to the first words')
      await form.getByRole('button', { name: 'Open', exact: true }).click()
      await expect(author).toHaveURL(/\/changes\/[0-9a-f-]{36}/)
      await expect(author.getByRole('region', { name: 'Approvals' })).toContainText('0 of 2')
      await author.getByRole('button', { name: /^Commits/ }).click()
      await author.getByRole('button', { name: /signed by the server$/ }).click()
      const told = author.getByRole('dialog', { name: /signed by the server/ })
      await expect(told).toContainText('verify-commit')
      await told.getByRole('button', { name: 'Close' }).click()
      await author.getByRole('button', { name: 'Close', exact: true }).click()
      const close = author.getByRole('dialog', { name: 'Close without merging' })
      await close.getByRole('button', { name: 'Close', exact: true }).click()
      await expect(close).toHaveCount(0)
    } finally {
      await askOfMain(approver, 1, reset)
    }
    await expect(rules).toContainText(reset)
  },
)

story(
  'a canary is started, an author rolls back in an emergency, and another person approves it',
  async ({ login }) => {
    const approver = await login.as('policy-approver')
    await approver.goto('/policies/harassment?tab=releases')
    const inUse = approver.getByRole('region', { name: 'In use' })
    await inUse.getByRole('button', { name: 'Start a canary' }).click()
    const form = approver.getByRole('dialog', { name: /Start a canary/ })
    await form.getByLabel('Share, per cent').fill('15')
    await form.getByRole('button', { name: 'Start' }).click()
    await expect(inUse.getByRole('row').filter({ hasText: 'canary, 15 %' })).toBeVisible()
    expect(await accessibilityFaults(approver)).toEqual([])

    const author = await login.as('policy-author')
    await author.goto('/policies/harassment?tab=releases')
    await author.getByRole('button', { name: 'Roll back' }).click()
    const rollback = author.getByRole('dialog', { name: 'Roll harassment back' })
    await expect(rollback.getByLabel('in an emergency')).toBeDisabled()
    await rollback.getByLabel('Reason').fill('It fires on every quotation.')
    await rollback.getByRole('button', { name: 'Roll back' }).click()
    const due = author.getByRole('region', { name: 'Rollbacks to approve' })
    await expect(due).toContainText('yours: another person approves it')
    const past = author.getByRole('region', { name: 'Publications' })
    await expect(past.getByRole('listitem').first()).toContainText('waits for approval')

    await approver.goto('/')
    const waiting = approver.getByRole('region', { name: 'Rollbacks to approve' })
    await expect(waiting).toContainText(/23 h .*left/)
    expect(await accessibilityFaults(approver)).toEqual([])
    await waiting.getByRole('button', { name: 'Approve the rollback of harassment' }).click()
    const approve = approver.getByRole('dialog', { name: 'Approve the rollback of harassment' })
    await approve.getByRole('button', { name: 'Approve' }).click()
    await expect(waiting).toHaveCount(0)

    await approver.goto('/policies/harassment?tab=releases')
    const told = approver.getByRole('region', { name: 'Publications' }).getByRole('listitem')
    await expect(told.first()).toContainText('approved by')
    await expect(approver.getByRole('row').filter({ hasText: 'canary, 15 %' })).toHaveCount(1)
    const versions = approver.getByRole('complementary', { name: /Versions/ })
    await versions.getByRole('button', { name: 'Publish' }).first().click()
    await approver.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(told.first()).toContainText('in force')
    await approver.getByRole('tab', { name: 'Graph' }).click()
    const graph = approver.getByRole('list', { name: /^Versions and commits/ })
    await expect(graph.getByRole('listitem').first()).toContainText('in force')
  },
)
