import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { gitVersion } from '@assize/testing'
import { personIn, toldOf } from './fixtures/audit-events.js'
import { PoliciesRemote } from './fixtures/policies-remote.js'

;(gitVersion === null ? describe.skip : describe)('policies.git, to a real git client', () => {
  let remote: PoliciesRemote
  let clones = 0

  const git = (args: readonly string[], at?: string) => remote.git.git(args, at)
  const clone = async (...options: readonly string[]): Promise<string> => {
    const home = `clone-${clones++}`
    await git(['clone', '--quiet', ...options, remote.url(), home])
    return home
  }
  const sound = async (home: string) =>
    expect(await git(['fsck', '--strict', '--full', '--no-dangling'], home)).toBe('')
  /** A commit of these files on a new branch. */
  const branchOff = async (home: string, branch: string, files: Record<string, string>) => {
    await git(['switch', '--quiet', '-c', branch], home)
    return commit(home, files)
  }
  const commit = async (home: string, files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) remote.git.write(`${home}/${path}`, text)
    await git(['add', '--all'], home)
    await git(['commit', '--quiet', '-m', 'A change'], home)
    return git(['rev-parse', 'HEAD'], home)
  }
  const refAt = async (ref: string) => (await git(['ls-remote', remote.url(), ref])).split('\t')[0]

  beforeAll(async () => {
    remote = await PoliciesRemote.start()
  }, 60_000)
  afterAll(() => remote.close())

  describe.each(['0', '1', '2'])('over protocol %s', (version) => {
    const speak = ['-c', `protocol.version=${version}`]

    test('a clone has nothing wrong with it', async () => {
      const home = await clone(...speak)
      await sound(home)
      expect(await git(['ls-tree', '--name-only', 'HEAD', 'policies/'], home)).toMatch(
        'policies/spam',
      )
    })

    test('a clone of one commit is one, and becomes whole', async () => {
      const home = await clone(...speak, '--depth', '1')
      expect(await git(['rev-list', '--count', 'HEAD'], home)).toBe('1')
      await sound(home)
      await git([...speak, 'fetch', '--quiet', '--unshallow'], home)
      const whole = await clone(...speak)
      expect(await git(['rev-list', 'HEAD'], home)).toBe(await git(['rev-list', 'HEAD'], whole))
      await sound(home)
    })

    test('what others pushed is fetched, and only that', async () => {
      const [reader, writer] = [await clone(...speak), await clone(...speak)]
      const branch = `for-${version}`
      const head = await branchOff(writer, branch, { 'policies/spam/README.md': `${version}\n` })
      await git([...speak, 'push', '--quiet', 'origin', branch], writer)
      await git([...speak, 'fetch', '--quiet'], reader)
      expect(await git(['rev-parse', `origin/${branch}`], reader)).toBe(head)
      await sound(reader)
    })
  })

  test('a branch is pushed, goes on, is rewound by force and removed; each move is on the record', async () => {
    const home = await clone()
    const author = await personIn(remote.api, 'policy-author')
    const first = await branchOff(home, 'softer', { 'policies/spam/README.md': '# One\n' })
    await git(['push', '--quiet', 'origin', 'softer'], home)
    const second = await commit(home, { 'policies/spam/README.md': '# Two\n' })
    await git(['push', '--quiet', 'origin', 'softer'], home)
    expect(await refAt('refs/heads/softer')).toBe(second)
    await git(['reset', '--quiet', '--hard', first], home)
    const third = await commit(home, { 'policies/spam/README.md': '# Three\n' })
    await git(['push', '--quiet', '--force', 'origin', 'softer'], home)
    await git(['push', '--quiet', 'origin', ':softer'], home)
    expect(await refAt('refs/heads/softer')).toBe('')
    const moves = await remote.api.database.query(
      `SELECT encode(old_oid, 'hex') AS old, encode(new_oid, 'hex') AS new, moved_by AS by, reason
       FROM record_ref_move WHERE name = 'refs/heads/softer' ORDER BY id`,
    )
    const pushed = { by: author, reason: 'push' }
    expect(moves).toEqual([
      { old: null, new: first, ...pushed },
      { old: first, new: second, ...pushed },
      { old: second, new: third, ...pushed },
      { old: third, new: null, ...pushed },
    ])
  })

  test('the protected branch takes no push, and none that forces or removes it', async () => {
    const home = await clone()
    await commit(home, { 'policies/spam/README.md': '# Mine\n' })
    const before = await remote.state()
    for (const [refspec, reason] of [
      ['HEAD:main', 'main is protected: push another branch and open a change'],
      ['+HEAD~2:main', 'main is protected and is not rewound'],
      [':main', 'main is protected and is not removed'],
    ] as const) {
      const { told } = await remote.git.try(['push', 'origin', refspec], home)
      expect(told).toMatch('[remote rejected]')
      expect(told).toMatch(`(${reason})`)
    }
    expect(await remote.state()).toEqual(before)
  })

  test('tags are pushed, plain and annotated, and then stay', async () => {
    const home = await clone()
    await git(['tag', 'plain'], home)
    await git(['tag', '-a', '-m', 'Note', 'spam/noted'], home)
    await git(['push', '--quiet', 'origin', 'plain', 'spam/noted'], home)
    const again = await clone()
    expect(await git(['tag', '--list', 'plain', 'spam/noted'], again)).toBe('plain\nspam/noted')
    await git(['tag', '--force', 'plain', 'HEAD~1'], home)
    const moved = await remote.git.try(['push', '--force', 'origin', 'plain'], home)
    expect(moved.told).toMatch('(tag plain is there and is not moved)')
    const removed = await remote.git.try(['push', 'origin', ':plain'], home)
    expect(removed.told).toMatch('(tag plain is there and is not removed)')
    expect(await refAt('refs/tags/plain')).toBe(await git(['rev-parse', 'HEAD'], home))
  })

  test('a refused push says every place in the terminal and leaves nothing behind', async () => {
    const home = await clone()
    await branchOff(home, 'astray', {
      'policies/spam/notes.txt': 'x',
      'policies/Spam2/policy.md': 'x',
      'run.sh': 'x',
    })
    const before = await remote.state()
    const { ok, told } = await remote.git.try(['push', 'origin', 'astray'], home)
    expect(ok).toBe(false)
    expect(told).toMatch(/remote: policies\/Spam2: error: expected a policy name .* \[LAYOUT\]/)
    expect(told).toMatch(/remote: policies\/spam\/notes.txt: error: expected policy.md, /)
    expect(told).toMatch(/remote: run.sh: error: expected policies\/ and README.md/)
    expect(told).toMatch(/! \[remote rejected\] astray -> astray \(expected /)
    expect(await remote.state()).toEqual(before)
  })

  test('a policy that the lint refuses is refused with file, line and rule; a remark is told', async () => {
    const home = await clone()
    const manifest = await git(['show', 'HEAD:policies/spam/policy.yaml'], home)
    await branchOff(home, 'unfit', {
      'policies/spam/policy.yaml': manifest.replace(/^labels:.*$/m, 'labels: [VALID]'),
      'policies/new/policy.md': 'Judge.\n',
    })
    const before = await remote.state()
    const { ok, told } = await remote.git.try(['push', 'origin', 'unfit'], home)
    expect(ok).toBe(false)
    expect(told).toMatch(/remote: policies\/spam\/policy.yaml: error: .*labels/)
    expect(told).toMatch(/remote: policies\/new\/policy.yaml: error: .* \[FILES_MISSING\]/)
    expect(await remote.state()).toEqual(before)
    const text = await git(['show', 'main:policies/spam/policy.md'], home)
    await git(['switch', '--quiet', 'main'], home)
    await branchOff(home, 'fit', {
      'policies/spam/policy.md': `${text}\nSell\u200b no weapons.\n`,
    })
    const fit = await remote.git.try(['push', 'origin', 'fit'], home)
    expect(fit.ok).toBe(true)
    expect(fit.told).toMatch(/remote: policies\/spam\/policy.md:\d+:\d+: (warning|hint): /)
  })

  test('of two pushes that race one wins, and the other is told to fetch', async () => {
    const homes = [await clone(), await clone()]
    await branchOff(homes[0] ?? '', 'race', { 'policies/spam/README.md': '0\n' })
    await git(['push', '--quiet', 'origin', 'race'], homes[0])
    for (const [n, home] of homes.entries()) {
      await git(['fetch', '--quiet'], home)
      await git(['switch', '--quiet', '-C', 'race', 'origin/race'], home)
      await commit(home, { 'policies/spam/README.md': `of ${n}\n` })
    }
    const pushes = await Promise.all(
      homes.map((home) => remote.git.try(['push', 'origin', 'race'], home)),
    )
    expect(pushes.map(({ ok }) => ok).sort()).toEqual([false, true])
    const lost = pushes.findIndex(({ ok }) => !ok)
    expect(pushes[lost]?.told).toMatch(/fetch first/)
    await git(['fetch', '--quiet'], homes[lost])
    await git(['rebase', '--quiet', '-X', 'theirs', 'origin/race'], homes[lost])
    await git(['push', '--quiet', 'origin', 'race'], homes[lost])
    await sound(await clone())
  })

  test('eight clones at once are all whole', async () => {
    const homes = await Promise.all(Array.from({ length: 8 }, () => clone()))
    for (const home of homes) await sound(home)
  })

  test('commits of the product pass git verify-commit by the keys it shows', async () => {
    const home = await clone()
    const signers = await (await fetch(`${remote.api.url}/git/allowed_signers`)).text()
    const shownTo = (key: string) =>
      fetch(`${remote.api.url}/git/allowed_signers`, {
        headers: { authorization: `Bearer ${key}` },
      })
    expect(await (await shownTo(remote.authorKey)).text()).toBe(signers)
    expect((await shownTo('no-key')).status).toBe(401)
    remote.git.write('allowed', signers)
    const file = `${remote.git.home}/allowed`
    const config = ['-c', `gpg.ssh.allowedSignersFile=${file}`]
    for (const oid of (await git(['rev-list', 'HEAD'], home)).split('\n'))
      expect((await remote.git.try([...config, 'verify-commit', oid], home)).told).toMatch(
        'Good "git" signature for assize@assize.invalid',
      )
  })

  describe('lets in by key', () => {
    const asKey = (key: string) => remote.git.try(['ls-remote', remote.url(key)])

    test('whoever may read, and asks others for one', async () => {
      const { api } = remote
      expect((await asKey(remote.authorKey)).ok).toBe(true)
      expect((await asKey(await remote.keyOf('reviewer', ['policy:read']))).ok).toBe(true)
      expect((await asKey(await remote.keyOf('reviewer', ['log:read']))).told).toMatch('403')
      expect((await asKey('ak_wrong')).told).toMatch('Authentication failed')
      const path = `${api.url}/git/policies.git/info/refs?service=git-upload-pack`
      const stranger = await fetch(path)
      expect(stranger.status).toBe(401)
      expect(stranger.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
      const { cookie } = await api.login('policy-author')
      expect((await fetch(path, { headers: { cookie } })).status).toBe(401)
    })

    test('to push only whoever may draft', async () => {
      const home = await clone()
      await branchOff(home, 'not-mine', { 'policies/spam/README.md': 'x\n' })
      const before = await remote.state()
      const keys = [
        await remote.keyOf('reviewer'),
        await remote.keyOf('policy-author', ['policy:read']),
        remote.api.keys.service,
      ]
      for (const key of keys)
        expect((await remote.git.try(['push', remote.url(key), 'not-mine'], home)).told).toMatch(
          '403',
        )
      expect(await remote.state()).toEqual(before)
    })

    test('to nothing but policies.git, by clients that speak smart HTTP', async () => {
      const { api } = remote
      const headers = { authorization: `Bearer ${remote.authorKey}` }
      const status = async (path: string) =>
        (await fetch(`${api.url}/git/${path}`, { headers })).status
      expect(await status('policies.git/info/refs?service=git-upload-pack')).toBe(200)
      expect(await status('other.git/info/refs?service=git-upload-pack')).toBe(404)
      expect(await status('policies.git/info/refs')).toBe(400)
      expect(await status('policies.git/HEAD')).toBe(404)
    })

    test('and the trail tells who took out and who pushed', async () => {
      const author = await personIn(remote.api, 'policy-author')
      const reviewer = await personIn(remote.api, 'reviewer')
      const told = async (actor: string, action: string, outcome: string) =>
        (
          await toldOf(remote.api, 'actor_id = $1 AND action = $2 AND outcome = $3', [
            ...[actor, action, outcome],
          ])
        )[0]
      expect(await told(author, 'repository.fetched', 'done')).toMatchObject({
        ...{ target_type: 'repository', target_id: 'policies' },
      })
      expect(await told(author, 'repository.pushed', 'done')).toBeDefined()
      expect(await told(author, 'repository.pushed', 'refused')).toMatchObject({
        code: 'BRANCH_PROTECTED',
      })
      expect(await told(reviewer, 'repository.pushed', 'refused')).toMatchObject({
        code: 'FORBIDDEN',
      })
    })
  })
})
