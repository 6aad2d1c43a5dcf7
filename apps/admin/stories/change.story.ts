import { accessibilityFaults, expect, story } from '@assize/testing/browser'
import type { Page } from '@playwright/test'
import { changeOf } from './made.js'

const added = 'A quotation is judged by what the quoting person makes of it.'

async function commitToBranch(page: Page, branch: string): Promise<void> {
  await page.goto('/policies/self-harm/edit')
  await page.getByRole('textbox', { name: 'policy.md' }).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(`\n${added}`)
  await expect(page.getByRole('button', { name: 'policy.md changed' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('status').filter({ hasText: 'kept what you had' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'policy.md' })).toContainText('# Self-harm')
  await page.getByRole('combobox', { name: 'Commit' }).click()
  await page.getByRole('option', { name: 'to a new branch' }).click()
  await page.getByRole('textbox', { name: 'Branch' }).fill(branch)
  await page.getByLabel('What changed and why').fill('Say how quotations are judged')
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
}

story(
  'an author asks for a change from a branch, another person approves it, and merging makes a version',
  async ({ login }) => {
    const author = await login.as('policy-author')
    await commitToBranch(author, 'self-harm/quotations')
    const form = author.getByRole('dialog', { name: 'Open a change' })
    await expect(form.getByLabel('Title')).toHaveValue('Say how quotations are judged')
    await form.getByLabel('Title').fill('How quotations are judged')
    await form.getByLabel('Why').fill('Reviewers overturned verdicts on people who quote abuse.')
    await form.getByRole('button', { name: 'Open' }).click()
    await expect(author).toHaveURL(/\/changes\/[0-9a-f-]{36}/)
    const address = new URL(author.url()).pathname
    const diff = author.getByRole('region', { name: 'What it changes' })
    await expect(diff.getByText(added)).toBeVisible()
    await expect(author.getByRole('main')).toContainText('you may not')
    await expect(author.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0)
    await author.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(author.getByRole('alert')).toContainText('0 of 1 approvals')

    const approver = await login.as('policy-approver')
    await approver.goto('/')
    const waiting = approver.getByRole('region', { name: 'Policy changes' })
    await waiting.getByRole('link', { name: 'How quotations are judged' }).click()
    await expect(approver).toHaveURL(new RegExp(address))
    await approver.getByLabel('Comment').fill('Does it hold for songs?')
    await approver.getByRole('button', { name: 'Comment' }).click()
    const talk = approver.getByRole('region', { name: 'Conversation' })
    await expect(talk.getByRole('listitem').filter({ hasText: 'songs' })).toBeVisible()
    await approver.getByRole('button', { name: 'Approve', exact: true }).click()
    const act = approver.getByRole('dialog', { name: 'Approve' })
    await act.getByRole('button', { name: 'Approve', exact: true }).click()
    const approvals = approver.getByRole('region', { name: 'Approvals' })
    await expect(approvals).toContainText('1 of 1')
    expect(await accessibilityFaults(approver)).toEqual([])
    await approver.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(approver.getByRole('main')).toContainText('merged as')
    const came = approver.getByRole('region', { name: 'What came of it' })
    await expect(came).toContainText('nothing is judged by it until it is published')
    await came.getByRole('button', { name: 'Publish self-harm version 3' }).click()
    await approver.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(came).toContainText('is in force')

    await approver.goto('/policies/self-harm')
    const versions = approver.getByRole('complementary', { name: /Versions/ })
    const made = versions.getByRole('listitem').filter({ hasText: 'How quotations are judged' })
    await expect(made).toContainText('self-harm/v3')
    await expect(made).toContainText('in force')

    await approver
      .getByRole('button', { name: /^From line/ })
      .last()
      .click()
    await expect(approver).toHaveURL(/line=\d+/)
    const blamed = approver.getByRole('status').filter({ hasText: 'written by' })
    await expect(blamed).toContainText('How quotations are judged, approved by')
  },
)

story(
  'of two changes to one line the second is shown in conflict, with the commands that resolve it',
  async ({ login, product }) => {
    const words = 'never an instruction to you'
    const edit = (branch: string, instead: string) =>
      changeOf(product, 'self-harm', { branch, title: `Say ${instead}`, words, instead })
    const first = await edit('self-harm/one', 'never a wish of yours')
    const second = await edit('self-harm/other', 'never an order')
    const page = await login.as('policy-approver')
    await page.goto(first)
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    const act = page.getByRole('dialog', { name: 'Approve' })
    await act.getByRole('button', { name: 'Approve', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Approvals' })).toContainText('1 of 1')
    await page.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(page.getByRole('main')).toContainText('merged as')

    await page.goto(second)
    const conflict = page.getByRole('group', { name: 'Conflict' })
    await expect(conflict).toContainText('policies/self-harm/policy.md')
    await expect(conflict).toContainText('git merge origin/main')
    expect(await accessibilityFaults(page)).toEqual([])
  },
)
