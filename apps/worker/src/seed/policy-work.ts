import { EvaluationError } from '@assize/evaluation'
import { TestRuns } from '@assize/evaluation/nest'
import type { Outcome } from '@assize/policy'
import { Branches, Changes, Rulings } from '@assize/policy/nest'
import { demoFile, personNamed, type SeedSite } from './seed-site.js'

interface DemoRuling {
  readonly policy: string
  readonly rule: string
  readonly question: string
  /** A key of `credentials.json`, here and below. */
  readonly by: string
  readonly outcome: Outcome
  readonly answer: string
}

interface DemoChange {
  readonly policy: string
  readonly branch: string
  readonly title: string
  readonly description: string
  readonly by: string
  /** Words of the policy, and what the change puts in their place. */
  readonly words: string
  readonly instead: string
  readonly comments: readonly { readonly by: string; readonly words: string }[]
}

interface DemoTests {
  readonly policy: string
  readonly by: string
  readonly repeats: number
}

interface PolicyWork {
  readonly rulings: readonly DemoRuling[]
  readonly changes: readonly DemoChange[]
  readonly tests: readonly DemoTests[]
}

/** Authors at work: a question answered, a change that waits for approval, a policy whose tests are run. */
export async function workOnPolicies(site: SeedSite): Promise<void> {
  const work = JSON.parse(demoFile('policy-work.json')) as PolicyWork
  for (const ruling of work.rulings) await answer(site, ruling)
  for (const change of work.changes) await propose(site, change)
  for (const tests of work.tests) await runTests(site, tests)
  site.say('demo policies worked on')
}

async function answer(site: SeedSite, demo: DemoRuling): Promise<void> {
  const rulings = site.app.get(Rulings, { strict: false })
  const open = await rulings.list(demo.policy, demo.rule, true)
  const asked = open.find(({ question }) => question === demo.question)
  if (!asked) return
  const { id } = await personNamed(site, demo.by)
  await rulings.rule(asked.id, { answer: demo.answer, outcome: demo.outcome, by: id })
}

async function propose(site: SeedSite, demo: DemoChange): Promise<void> {
  const branches = site.app.get(Branches, { strict: false })
  const changes = site.app.get(Changes, { strict: false })
  if (await branches.find(demo.branch)) return
  const { policy, branch, title, description, words, instead } = demo
  const by = await personNamed(site, demo.by)
  const { head } = await branches.create(branch, 'main', by)
  const files = await branches.files(policy, head)
  if (!files?.text?.includes(words)) return
  await branches.commit({
    ...{ policy, branch, parent: head, author: by, message: title },
    ...{ text: files.text.replace(words, instead), manifestYaml: files.manifestYaml ?? '' },
  })
  const { id } = await changes.open({ branch, target: 'main', title, description, by })
  for (const said of demo.comments)
    await changes.comment({ id, by: await personNamed(site, said.by), words: said.words })
}

async function runTests(site: SeedSite, { policy, by, repeats }: DemoTests): Promise<void> {
  const person = await personNamed(site, by)
  const runs = await site.database.prisma.evaluationRun.count({ where: { policy } })
  if (runs > 0) return
  try {
    await site.app
      .get(TestRuns, { strict: false })
      .begin({ policy, ref: 'in-force', repeats, askedBy: person.id })
  } catch (error) {
    // Without a model nothing can be tested yet.
    if (!(error instanceof EvaluationError && error.code === 'NO_ENDPOINT')) throw error
  }
}
