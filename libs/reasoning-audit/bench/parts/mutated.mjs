import { mutations } from '../../dist/mutations/mutations.js'
import { share, table } from './figures.mjs'
import { writeReadme } from './readme.mjs'

const headOf = (what, measures) => [
  what,
  ...measures.flatMap(([policies, phrases]) => [`${policies} policies, ${phrases} phrases`, 'n']),
]

const rightFor = new Map(mutations.map(({ name, raises }) => [name, raises.join(' or ')]))

/** Recall by mutation, alarms by likeness, both with all of them together. */
export function mutationTables(measures) {
  const rows = (kind, label) =>
    measures[0][2][kind].map(({ name }, i) => [
      ...label(name),
      ...measures.flatMap(([, , measure]) => {
        const { found, applied } = measure[kind][i]
        return [share(found, applied), applied]
      }),
    ])
  const all = (kind) =>
    measures.flatMap(([, , measure]) => {
      const sum = (key) => measure[kind].reduce((total, each) => total + each[key], 0)
      return [share(sum('found'), sum('applied')), sum('applied')]
    })
  return [
    {
      title: 'Mutations found under a right type',
      text: table(
        ['mutation', ...headOf('right type', measures)],
        [
          ...rows('mutations', (name) => [name, rightFor.get(name)]),
          ['all', '', ...all('mutations')],
        ],
      ),
    },
    {
      title: 'False alarms on likenesses',
      text: table(headOf('likeness', measures), [
        ...rows('negatives', (name) => [name]),
        ['all', ...all('negatives')],
      ]),
    },
  ]
}

export const writeMutations = (tables) =>
  writeReadme({
    mutations: tables.map(({ title, text }) => `**${title}**\n\n${text}`).join('\n\n'),
  })
