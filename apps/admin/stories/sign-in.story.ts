import { accessibilityFaults, expect, story } from '@assize/testing/browser'

story(
  'a person signs in, and a wrong password says so without saying more',
  async ({ page, product }) => {
    const reviewer = product.credentials.users['reviewer']
    if (!reviewer) throw new Error('the demo seed made no reviewer')
    await page.goto(product.url)
    const form = page.getByRole('form', { name: 'Sign in' })
    await form.getByLabel('Email').fill(reviewer.email)
    await form.getByLabel('Password').fill('not the password')
    expect(await accessibilityFaults(page)).toEqual([])
    await form.getByRole('button', { name: 'Sign in' }).click()
    await expect(form.getByRole('alert')).toContainText('Not signed in')

    await form.getByLabel('Password').fill(reviewer.password)
    await form.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await accessibilityFaults(page)).toEqual([])
  },
)
