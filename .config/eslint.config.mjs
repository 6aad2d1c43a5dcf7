import { fileURLToPath } from 'node:url'
import js from '@eslint/js'
import tseslint from 'typescript-eslint'
import { refForObjectFields } from './lint/ref-for-object-fields.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const typescript = ['**/*.ts', '**/*.tsx']
const tests = [
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/*.builder.ts',
  '**/*.contract.ts',
  '**/*.story.ts',
  'apps/*/test/**',
  '**/src/fixtures/**',
  'libs/testing/**',
]

const inPureHalves = 'a pure half takes it through a port'
const world = [
  'fetch',
  'process',
  'console',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
]

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'apps/admin/build/',
      'libs/platform/src/generated/',
      'test-results/',
      'coverage/',
      '.data/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'fetch',
          'performance',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'URL',
          'Buffer',
          'AbortSignal',
          'AbortController',
          'TextEncoder',
          'TextDecoder',
          'structuredClone',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['prisma.config.ts', 'apps/admin/*.ts'],
          defaultProject: 'tsconfig.base.json',
        },
        tsconfigRootDir: root,
      },
    },
    plugins: { assize: { rules: { 'ref-for-object-fields': refForObjectFields } } },
    rules: {
      'assize/ref-for-object-fields': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      // `async ({}, use)` is how Playwright reads which fixtures one needs.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
    },
  },
  {
    files: ['libs/*/src/*.ts', 'libs/*/src/**/*.ts'],
    ignores: ['libs/*/src/nest/**', 'libs/kernel/**', 'libs/platform/**', ...tests],
    rules: {
      'no-restricted-globals': ['error', ...world.map((name) => ({ name, message: inPureHalves }))],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: inPureHalves },
        { object: 'Math', property: 'random', message: inPureHalves },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: inPureHalves,
        },
      ],
    },
  },
  {
    files: ['apps/cli/**/*.ts', 'apps/vllm-sim/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: tests,
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
)
