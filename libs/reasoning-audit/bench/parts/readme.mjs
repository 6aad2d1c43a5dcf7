import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { detectors } from '@assize/reasoning-audit'
import { columns } from './bundle.mjs'
import { measure, table } from './figures.mjs'
import { scoresOf } from './gold.mjs'

const readme = fileURLToPath(new URL('../../README.md', import.meta.url))

/** What stands between the README's markers, by their name. */
export function readmeSections({ tables, gold, aSecond, traces }) {
  const date = new Date().toISOString().slice(0, 10)
  const from = `Measured ${date} by \`npm run bench -- audit --write\`: ${traces} recorded traces, ${Math.round(aSecond / 100) * 100} a second and core (CPU time, of each hundred traces the least of nine passes).`
  const parts = tables.map(({ title, text }) => `**${title}**\n\n${text}`)
  return { detectors: detectorTable(gold), measured: [from, ...parts].join('\n\n') }
}

/** Each detector with what it says of itself and what the gold set says of it. */
function detectorTable(gold) {
  const scores = scoresOf(gold)
  const figures = (type) =>
    columns.map((column) => {
      const own = scores.find(([, , of]) => of === type)?.[1].get(column)
      const { gold: count, precision, recall } = own ? measure(own) : { gold: 0 }
      return count === 0 ? '–' : `${precision} / ${recall} (${count})`
    })
  return table(
    [
      'type',
      'what it catches',
      ...columns.map((column) => `precision / recall (gold), ${column}`),
      'known blind spots',
    ],
    detectors.map(({ type, about }) => [
      `\`${type}\``,
      about.catches,
      ...figures(type),
      about.blindSpots,
    ]),
  )
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
export function writeReadme(sections) {
  let text = readFileSync(readme, 'utf8')
  for (const [name, body] of Object.entries(sections)) {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [text.indexOf(open), text.indexOf(close)]
    if (from < 0 || to < from) throw new Error(`expected ${open} and ${close} in ${readme}`)
    text = `${text.slice(0, from + open.length)}\n\n${body}\n\n${text.slice(to)}`
  }
  writeFileSync(readme, text)
  console.log(`\nwritten: ${readme}`)
}
