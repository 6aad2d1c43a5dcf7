import { spawn } from 'node:child_process'
import { once } from 'node:events'

const policies = 20
const words =
  'content is refused when it asks for money names a victim repeats a promotion sells or shows how'.split(
    ' ',
  )

/** A text of some 3 kB in which line `changed` is of its own. */
const textOf = (policy, changed) =>
  Array.from({ length: 40 }, (_, line) => {
    const version = line === changed % 40 ? changed : policy
    const said = Array.from(
      { length: 12 },
      (_, n) => words[(version * 7 + line * 3 + n) % words.length],
    )
    return `${line}. ${said.join(' ')}${version === policy ? '' : ` ${changed}`}.`
  }).join('\n')

const manifestOf = (policy) => `title: Policy ${policy}
owners: [policy-author]
contract: words
labels: { VALID: allowed, INVALID: violates }
rules:
  - { code: P${policy}-1.1, title: Refused content, outcome: violates, severity: low, precedence: 1, ground: terms }
`

/** Commits on a branch `work` of the bare repository `at`, each changing a line of one policy: five objects a commit. */
export async function makeHistory(at, commits) {
  const git = spawn('git', ['-C', at, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const data = (text) => `data ${Buffer.byteLength(text)}\n${text}`
  for (let n = 0; n < commits; n++) {
    const files = n === 0 ? Array.from({ length: policies }, (_, policy) => policy) : [n % policies]
    const put = (policy, file, text) => `M 100644 inline policies/p${policy}/${file}\n${data(text)}`
    const lines = [
      'commit refs/heads/work',
      `committer Bench <bench@example.com> ${1_700_000_000 + n} +0000`,
      data(`Change ${n}\n`),
      ...files.map((policy) => put(policy, 'policy.md', textOf(policy, n))),
      ...(n === 0 ? files.map((policy) => put(policy, 'policy.yaml', manifestOf(policy))) : []),
    ]
    if (!git.stdin.write(`${lines.join('\n')}\n`)) await once(git.stdin, 'drain')
  }
  git.stdin.end()
  const [code] = await once(git, 'close')
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`)
}
