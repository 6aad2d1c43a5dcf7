import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startProduct } from '@assize/testing/product'
import pg from 'pg'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
export const policy = readFileSync(join(root, 'policies', 'spam', 'policy.md'), 'utf8')

const texts = readFileSync(join(root, 'policies', 'spam', 'cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line).content)
  .filter((content) => typeof content === 'string')

let made = 0
/** Contents no two of which are the same, as long as the policy's own cases. */
export const someContents = (count) =>
  Array.from({ length: count }, () => `${texts[made % texts.length]} No. ${++made}`)

const submit = /* GraphQL */ `
  mutation Submit($input: SubmitContentInput!) {
    submitContent(input: $input) {
      ... on Submission {
        accepted
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`

const judge = /* GraphQL */ `
  mutation Judge($input: ClassifyInput!) {
    classify(input: $input) {
      __typename
      ... on Verdict {
        id
        outcome
        rules
        flagged
      }
    }
  }
`

/** The body of a call that waits for its verdict. */
export const classify = (text) =>
  JSON.stringify({
    query: judge,
    variables: { input: { content: { text }, policies: [{ policy: 'spam' }] } },
  })

/** The product as it ships, all its processes, with one endpoint and nothing in it but policies. */
export async function startProductOn(baseUrl, concurrency) {
  const endpoint = {
    name: 'mock',
    kind: 'vllm',
    baseUrl,
    model: 'mock',
    maxInFlight: concurrency,
  }
  const product = await startProduct({
    ASSIZE_ENDPOINTS: JSON.stringify([endpoint]),
    ASSIZE_SEED: 'none',
    ASSIZE_TRACES: '',
    DATABASE_URL: '',
  })
  const database = new pg.Client({ connectionString: product.credentials.databaseUrl })
  await database.connect()
  return new Product(product, database)
}

class Product {
  submitted = 0

  constructor(product, database) {
    this.product = product
    this.database = database
    this.headers = {
      authorization: `Bearer ${product.credentials.apiKeys.service}`,
      'content-type': 'application/json',
    }
  }

  get url() {
    return `${this.product.url}/graphql`
  }

  /** Milliseconds from the first submission to the last verdict, trace and findings committed. */
  async judge(contents) {
    const start = performance.now()
    for (let i = 0; i < contents.length; i += batchSize)
      await this.submit(contents.slice(i, i + batchSize))
    while (await this.isPending()) await sleep(20)
    return performance.now() - start
  }

  async submit(contents) {
    const items = contents.map((text) => ({
      content: { text },
      policies: [{ policy: 'spam' }],
      idempotencyKey: `bench ${++this.submitted}`,
    }))
    const response = await fetch(this.url, {
      method: 'POST',
      headers: this.headers,
      body: JSON.stringify({ query: submit, variables: { input: { items } } }),
    })
    const { data } = await response.json()
    if (data?.submitContent.accepted !== items.length)
      throw new Error(`not accepted: ${JSON.stringify(data?.submitContent ?? response.status)}`)
  }

  async isPending() {
    const { rowCount } = await this.database.query(
      "select 1 from classification where state = 'pending' limit 1",
    )
    return rowCount > 0
  }

  /** Verdicts that hold what a verdict has to hold. */
  async countRecorded() {
    const { rows } = await this.database.query(
      `select count(*)::int as n from record_verdict v
       join payload_verdict w on w.verdict_id = v.id and w.trace is not null
       join record_finding_set f on f.verdict_id = v.id
       where v.outcome = 'allowed'`,
    )
    return rows[0].n
  }

  async stop() {
    await this.database.end()
    await this.product.stop()
  }
}

const batchSize = 250
