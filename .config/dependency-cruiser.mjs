import { impureBuiltins, impurePackages, rooms } from './house.mjs'

const anyOf = (names) => `(?:${names.join('|')})`
/**
 * Files only tests load: tests with their builders and fixtures, stories, benches, and the contract
 * suites behind a room's `./contract` door.
 */
const tests = [
  '\\.(?:test|builder|contract|story)\\.tsx?$',
  '^libs/[^/]+/src/contract\\.ts$',
  '^(?:apps|libs)/[^/]+/(?:test|stories|bench|src/fixtures)/',
].join('|')
const doors = ['(?:nest/)?index\\.ts$', 'contract\\.ts$']
const packagesIn = (names) => `(?:^|/)node_modules/${anyOf(names)}(?:/|$)`
const builtins = (names) => `^(?:node:)?${anyOf(names)}(?:/|$)`

/** One rule a room: what stands after it in the list is out of its reach. */
const looksDown = rooms.slice(0, -1).map((room, index) => ({
  name: `${room}-looks-down`,
  comment: `${room} may import only the rooms before it in .config/house.mjs`,
  severity: 'error',
  from: { path: `^libs/${room}/` },
  to: { path: `^libs/${anyOf(rooms.slice(index + 1))}/` },
}))

const forbidden = [
  ...looksDown,
  {
    name: 'apps-stand-above-rooms',
    comment: 'a room never imports an app',
    severity: 'error',
    from: { path: '^libs/' },
    to: { path: '^apps/' },
  },
  {
    name: 'apps-stand-alone',
    comment: 'an app never imports another app',
    severity: 'error',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'every-room-has-a-place',
    comment: 'a folder in libs has to be named in .config/house.mjs',
    severity: 'error',
    from: {},
    to: { path: '^libs/', pathNot: `^libs/${anyOf([...rooms, 'testing'])}/` },
  },
  {
    name: 'doors-only',
    comment:
      'across rooms only @assize/<room>, @assize/<room>/nest and, from tests, @assize/<room>/contract',
    severity: 'error',
    from: { path: '^(?:apps|libs)/([^/]+)/' },
    to: {
      path: '^libs/',
      pathNot: [
        '^libs/$1/',
        ...doors.map((door) => `^libs/[^/]+/src/${door}`),
        '^libs/(?:platform|testing)/src/[^/]+/index\\.ts$',
      ],
    },
  },
  {
    name: 'pure-half-is-pure',
    comment: 'the pure half knows no framework, database, queue or network library',
    severity: 'error',
    from: { path: '^libs/(?!platform/|testing/)[^/]+/src/(?!nest/)', pathNot: tests },
    to: { path: packagesIn(impurePackages) },
  },
  {
    name: 'pure-half-has-no-world',
    comment: 'the pure half knows no files, network, processes or randomness',
    severity: 'error',
    from: { path: '^libs/(?!kernel/|platform/|testing/)[^/]+/src/(?!nest/)', pathNot: tests },
    to: { path: builtins(impureBuiltins) },
  },
  {
    name: 'kernel-only-hashes',
    comment: 'kernel may use node:crypto and nothing else of the world',
    severity: 'error',
    from: { path: '^libs/kernel/', pathNot: tests },
    to: { path: builtins(impureBuiltins.filter((name) => name !== 'crypto')) },
  },
  {
    name: 'pure-half-needs-no-adapter',
    comment: 'the pure half imports neither platform nor a nest half',
    severity: 'error',
    from: { path: '^libs/(?!platform/|testing/)[^/]+/src/(?!nest/)', pathNot: tests },
    to: { path: ['^libs/platform/', '^libs/[^/]+/src/nest/'] },
  },
  {
    name: 'admin-sees-pure-halves',
    comment: 'a browser cannot run an adapter half',
    severity: 'error',
    from: { path: '^apps/admin/src/' },
    to: { path: ['^libs/platform/', '^libs/[^/]+/src/nest/'] },
  },
  {
    name: 'prisma-behind-named-files',
    comment: 'the generated client is for platform and for files named prisma-*',
    severity: 'error',
    from: { pathNot: ['^libs/platform/', '/prisma-[^/]+\\.ts$'] },
    to: { path: '^libs/platform/src/generated/' },
  },
  {
    name: 'testing-is-for-tests',
    comment: 'what ships never imports builders, fakes or test libraries',
    severity: 'error',
    from: { path: '^(?:apps|libs)/', pathNot: ['^libs/testing/', tests] },
    to: {
      path: [
        '^libs/testing/',
        packagesIn([
          '@jest',
          'jest',
          'fast-check',
          '@playwright',
          '@testing-library',
          '@nestjs/testing',
        ]),
        tests,
      ],
    },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'an import has to lead somewhere',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
]

export default {
  forbidden,
  options: {
    // Anchored, or packages' own dist folders would be hidden as well.
    exclude: { path: '^(?:libs|apps)/[^/]+/(?:dist|build|(?:test|stories)/dist)/' },
    doNotFollow: { path: ['(?:^|/)node_modules/', '^libs/platform/src/generated/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
