import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { Credentials } from '../product/index.js'

/** The product the whole run shares, as the set-up left it in the environment. */
export type StoryProduct = { readonly url: string; readonly credentials: Credentials }

export type Logins = {
  /** A page in a browser context of its own, logged in with that role's account. */
  as(role: string): Promise<Page>
}

function sharedProduct(): StoryProduct {
  const file = process.env['ASSIZE_STORY_PRODUCT']
  if (!file) throw new Error('stories run through `npm test`, which starts the product for them')
  return JSON.parse(readFileSync(file, 'utf8')) as StoryProduct
}

/**
 * A browser story. `product` says where the product is and who may log in, `login.as('reviewer')`
 * gives a page with that person behind it.
 */
export const story = test.extend<{ product: StoryProduct; login: Logins }>({
  product: async ({}, use) => use(sharedProduct()),
  login: async ({ product, browser }, use) => {
    const contexts: { close(): Promise<void> }[] = []
    await use({
      async as(role) {
        const person = product.credentials.users[role]
        if (!person) throw new Error(`no account for the role ${role}`)
        const context = await browser.newContext({ baseURL: product.url })
        contexts.push(context)
        const answer = await context.request.post('/auth/login', { data: person })
        expect(answer.status(), `log in as ${role}`).toBe(204)
        return context.newPage()
      },
    })
    for (const context of contexts) await context.close()
  },
})

export { expect } from '@playwright/test'
