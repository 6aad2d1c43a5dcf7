import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { RunningApi } from './fixtures/running-api.js'
import { GitClient, gitVersion } from '@assize/testing'

;(gitVersion === null ? describe.skip : describe)('policies.git, to a real git client', () => {
  let api: RunningApi
  let git: GitClient
  let remote: string
  let author: string

  const keyOf = async (role: string, scopes?: readonly string[]): Promise<string> => {
    const { data } = await api.ask(
      await api.login(role),
      `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreatedApiKey { secret } ... on Refusal { message } } }`,
      { input: { name: `git ${role}`, ...(scopes ? { scopes } : {}) } },
    )
    return (data?.['createApiKey'] as { secret: string }).secret
  }
  const urlFor = (key: string): string =>
    `${api.url.replace('http://', `http://anybody:${key}@`)}/git/policies.git`
  const objects = async (): Promise<number> =>
    Number((await api.database.query<{ n: string }>('SELECT count(*) AS n FROM git_object'))[0]?.n)

  beforeAll(async () => {
    api = await RunningApi.start()
    await api.publishPolicies()
    git = new GitClient()
    author = await keyOf('policy-author')
    remote = urlFor(author)
  }, 60_000)
  afterAll(async () => {
    git.close()
    await api.close()
  })

  test.each(['0', '1', '2'])('clones over protocol %s and finds nothing wrong', async (version) => {
    const at = `clone-${version}`
    await git.git(['-c', `protocol.version=${version}`, 'clone', '--quiet', remote, at])
    expect(await git.git(['fsck', '--strict', '--full'], at)).toBe('')
    expect(await git.git(['ls-tree', '--name-only', 'HEAD', 'policies/'], at)).toMatch(
      'policies/spam',
    )
  })

  test('a branch is pushed and stands for everybody', async () => {
    await git.git(['clone', '--quiet', remote, 'work'])
    await git.git(['switch', '--quiet', '-c', 'softer-spam'], 'work')
    git.write('work/policies/spam/README.md', '# Why spam\n')
    await git.git(['add', '.'], 'work')
    await git.git(['commit', '--quiet', '-m', 'Say why'], 'work')
    const before = await objects()
    await git.git(['push', '--quiet', 'origin', 'softer-spam'], 'work')
    expect((await objects()) - before).toBe(5)
    expect(await git.git(['ls-remote', remote, 'refs/heads/softer-spam'])).toBe(
      `${await git.git(['rev-parse', 'HEAD'], 'work')}\trefs/heads/softer-spam`,
    )
  })

  test('the protected branch takes no push, and says so', async () => {
    const before = await objects()
    const pushed = await git.try(['push', 'origin', 'HEAD:main'], 'work')
    expect(pushed.told).toMatch(/! \[remote rejected\] HEAD -> main \(main is protected/)
    expect(await objects()).toBe(before)
  })
})
