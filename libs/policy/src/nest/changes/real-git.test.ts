import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { isObjectType, objectBytes, type BranchWork, type Oid } from '@assize/gitstore'
import { PostgresGitStore } from '@assize/gitstore/nest'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { diffFile, diffPolicy, pathOf, policyRepository } from '../../index.js'
import { manifestYaml } from '../../policy-store.contract.js'

const gitVersion = ((): string | null => {
  try {
    return execFileSync('git', ['--version'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
})()

if (gitVersion === null)
  process.stderr.write(
    'libs/policy: no git client on this machine, so diffs, merges and blame are NOT held against it\n',
  )

const path = pathOf('spam', 'text')
/** One seed: where lines are alike, git and we may each name another of them, once in some hundred texts. */
const runs = { numRuns: 40, seed: 20_261_122 }

/** Texts of a few kinds of lines, many of them alike, so that what came from where is not obvious. */
const line = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '', '## Rules', 'Some words.', '}', '}'),
  fc.nat(40).map((n) => `line ${n}`),
  fc.constantFrom('- SP-1.1 Repeated promotion.', '- SP-1.2 Links.', '- SP-1.1 Promotion, thrice.'),
)
const text = fc.array(line, { minLength: 1, maxLength: 24 })
const edit = fc.record({ at: fc.nat(30), gone: fc.nat(3), put: fc.array(line, { maxLength: 3 }) })
const edits = fc.array(edit, { minLength: 1, maxLength: 4 })

const applied = (
  lines: readonly string[],
  all: readonly { at: number; gone: number; put: string[] }[],
) =>
  all.reduce<string[]>(
    (now, { at, gone, put }) => {
      const start = at % (now.length + 1)
      return [...now.slice(0, start), ...put, ...now.slice(start + gone)]
    },
    [...lines],
  )
const asText = (lines: readonly string[]): string => lines.map((each) => `${each}\n`).join('')

const edited = (now: string, changes: Parameters<typeof applied>[1], feed: boolean): string => {
  const lines = asText(applied(now.replace(/\n$/, '').split('\n'), changes))
  return feed ? lines : lines.slice(0, -1)
}

;(gitVersion === null ? describe.skip : describe)(
  'over random edits git’s own client agrees',
  () => {
    const home = mkdtempSync(join(tmpdir(), 'assize-policy-git-'))
    const git = (...args: string[]): { out: string; ok: boolean } => {
      const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
      try {
        const out = execFileSync('git', ['-C', home, ...args], {
          encoding: 'utf8',
          env,
          stdio: 'pipe',
        })
        return { out, ok: true }
      } catch (error) {
        return { out: String((error as { stdout?: unknown }).stdout), ok: false }
      }
    }

    let fresh: FreshDatabase
    let database: Database
    let store: PostgresGitStore
    let work: BranchWork
    let round = 0

    beforeAll(async () => {
      fresh = await freshDatabase()
      database = new Database({ url: fresh.url, maxConnections: 2 })
      const clock = new SystemClock()
      store = new PostgresGitStore(database, new IdSource(clock, new SystemRandomness()), clock)
      await store.initRepository(policyRepository)
      work = (await store.branchWork(policyRepository)).rehearsal
      git('init', '--quiet', '--bare')
    })
    afterAll(async () => {
      await database.close()
      await fresh.close()
      rmSync(home, { recursive: true, force: true })
    })

    const commit = (branch: string, content: string): Promise<Oid> =>
      store.commitFiles({
        ...{ repo: policyRepository, branch, message: `round ${round}`, allowSameTree: true },
        changes: [{ path, bytes: Buffer.from(content) }],
        author: {
          name: 'A',
          email: 'a@example.com',
          at: new Date(1_700_000_000_000 + 1000 * ++round),
        },
      })

    const branchOff = async (at: Oid): Promise<string> => {
      const name = `branch-${++round}`
      await database.transaction(async (tx) => {
        const mover = { movedBy: 'A', reason: 'branch' }
        const within = await store.within(tx, policyRepository, mover)
        await within.work.makeBranch(name, at)
      })
      return name
    }

    const mergeInto = (name: string, head: Oid, other: Oid): Promise<Oid> =>
      database.transaction(async (tx) => {
        const mover = { movedBy: 'A', reason: 'merge' }
        const within = await store.within(tx, policyRepository, mover)
        const merged = await within.work.merge(head, other)
        if (merged.kind !== 'clean') throw new TypeError('expected what went together before')
        const made = await within.work.commit({
          ...{ tree: merged.tree, parents: [head, other], message: `merge ${++round}` },
          author: {
            ...{ name: 'M', email: 'm@example.com' },
            at: new Date(1_700_000_000_000 + 1000 * round),
          },
        })
        await within.work.moveBranch(name, head, made)
        return made
      })

    /** Writes what is there and git has not, as loose objects. */
    async function hand(): Promise<void> {
      const rows = await database.query<{ oid: string; type: string; content: Buffer }>(
        `SELECT encode(oid, 'hex') AS oid, type, content FROM git_object`,
      )
      for (const { oid, type, content } of rows) {
        const file = join(home, 'objects', oid.slice(0, 2), oid.slice(2))
        if (existsSync(file) || !isObjectType(type)) continue
        mkdirSync(join(home, 'objects', oid.slice(0, 2)), { recursive: true })
        writeFileSync(file, deflateSync(objectBytes(type, content)))
      }
    }

    test('how many lines a change adds and removes, and that a rule changes only where lines do', async () => {
      await fc.assert(
        fc.asyncProperty(text, edits, async (before, changes) => {
          const [base, head] = [asText(before), asText(applied(before, changes))]
          const [one, two] = [await commit('diffs', base), await commit('diffs', head)]
          await hand()
          const stat = git('diff', '--numstat', '--minimal', one, two, '--', path).out
          const [added = '0', removed = '0'] = stat.split('\t')
          const ours = diffFile({ path, base, head })
          expect([ours.added, ours.removed]).toEqual([Number(added), Number(removed)])
          const touched = linesOf(git('diff', '-U0', '--minimal', one, two, '--', path).out)
          const sides = (each: string) => ({ text: each, manifestYaml: rules, cases: null })
          for (const change of diffPolicy('spam', sides(base), sides(head)).rules) {
            const was = change.kind === 'added' ? [] : passage(base, change.before)
            const is = change.kind === 'removed' ? [] : passage(head, change.after)
            const moved =
              was.some((each) => touched.removed.has(each)) ||
              is.some((each) => touched.added.has(each))
            expect([change.code, moved || ours.added + ours.removed > 0]).toEqual([
              change.code,
              true,
            ])
          }
        }),
        runs,
      )
    })

    test('whether two lines of work go together, and what comes of it, byte for byte', async () => {
      await fc.assert(
        fc.asyncProperty(text, edits, edits, async (before, ours, theirs) => {
          const base = await commit('merges', asText(before))
          const other = await branchOff(base)
          const left = await commit('merges', asText(applied(before, ours)))
          const right = await commit(other, asText(applied(before, theirs)))
          await hand()
          const merged = await work.merge(left, right)
          const told = git('merge-tree', '--write-tree', left, right)
          expect(merged.kind).toBe(told.ok ? 'clean' : 'conflict')
          if (merged.kind === 'clean') expect(merged.tree).toBe(told.out.trim())
          else expect(merged.paths).toEqual([path])
        }),
        runs,
      )
    })

    /** A step of the target, and one of a branch that is then merged where it goes; the text may end without a line feed. */
    const step = fc.record({ ours: edits, theirs: fc.option(edits), feed: fc.boolean() })

    test('which commit wrote each line, over merges too', async () => {
      let merges = 0
      await fc.assert(
        fc.asyncProperty(
          text,
          fc.array(step, { minLength: 1, maxLength: 4 }),
          async (before, all) => {
            let now = asText(before)
            const name = await branchOff(await commit('blames', now))
            let head = await commit(name, now)
            for (const { ours, theirs, feed } of all) {
              const right =
                theirs && (await commit(await branchOff(head), edited(now, theirs, feed)))
              head = await commit(name, edited(now, ours, !feed))
              const merged = right === null ? null : await work.merge(head, right)
              if (right !== null && merged?.kind === 'clean') {
                head = await mergeInto(name, head, right)
                merges++
              }
              now = Buffer.from(await store.readFileAt(policyRepository, head, path)).toString()
            }
            await hand()
            const told = git('blame', '--porcelain', head, '--', path).out
            expect(
              (await work.blame(head, path)).map((each) => `${each.commit} ${each.originalLine}`),
            ).toEqual(
              told.split('\n').flatMap((each) => /^([0-9a-f]{40} \d+) \d+/.exec(each)?.[1] ?? []),
            )
          },
        ),
        runs,
      )
      expect(merges).toBeGreaterThan(5)
    })
  },
)

const rules = `${manifestYaml}  - { code: SP-1.2, title: Links, outcome: violates, severity: low, precedence: 2, ground: terms }
`

/** Numbers of the lines that git says were removed from the base or added in the head. */
function linesOf(diff: string): { removed: ReadonlySet<number>; added: ReadonlySet<number> } {
  const [removed, added] = [new Set<number>(), new Set<number>()]
  for (const [, from, fromCount = '1', to, toCount = '1'] of diff.matchAll(
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm,
  )) {
    for (let n = 0; n < Number(fromCount); n++) removed.add(Number(from) + n)
    for (let n = 0; n < Number(toCount); n++) added.add(Number(to) + n)
  }
  return { removed, added }
}

/** The lines of a rule, and the one behind them, which ends it. */
function passage(
  of: string,
  { start, end }: { start: number | null; end: number | null },
): number[] {
  if (start === null || end === null) return []
  const at = (offset: number) => of.slice(0, offset).split('\n').length
  return Array.from({ length: at(end) - at(start) + 2 }, (_, n) => at(start) + n)
}
