import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from './bags.mjs'
import { Fault } from './faults.mjs'
import { canonical, isObject, parsed } from './json.mjs'

/** A trace says what the words of its proven verdict and attempts say; a policy text is the one its version names. */
export function checkTexts(folder, payload, records) {
  const read = (name) => readFileSync(join(folder, name), 'utf8')
  const all = [...records.values()]
  const named = new Map(all.map((proven) => [proven.name, proven]))
  const attempts = countOf(all.filter(({ kind }) => kind === 'attempt').map(({ id }) => id))
  const sets = countOf(all.filter(({ kind }) => kind === 'finding-set').map((set) => set.verdictId))
  const recordOf = (name, where) => {
    const proven = named.get(name)
    if (!proven) throw new Fault(where, `no proof of ${name} is here`)
    return JSON.parse(read(proven.where))
  }
  const same = (a, b) => canonical(a ?? null) === canonical(b ?? null)
  for (const { kind, id, words } of all)
    if (kind === 'verdict' && words === 'bound' && !payload.has(`data/traces/${id}.json`))
      throw new Fault(
        `data/traces/${id}.json`,
        'the trace of a verdict with its words is not there',
      )
  let texts = 0
  for (const where of payload) {
    const [, id] = /^data\/traces\/([^/]+)\.json$/.exec(where) ?? []
    if (id !== undefined) {
      const trace = parsed(read(where), where)
      if (!isObject(trace)) throw new Fault(where, 'this is not a trace')
      const spoken = recordOf(`verdict ${id}`, where).words?.values ?? {}
      for (const name of ['trace', 'output', 'rationale'])
        if (!same(trace[name], spoken[name]))
          throw new Fault(where, `its ${name} is not the one its record is bound to`)
      const told = listIn(trace.attempts, 'number', where)
      if (told.length !== (attempts.get(id) ?? 0))
        throw new Fault(where, 'it does not tell of every attempt that is proven')
      for (const { number, raw } of told)
        if (!same(raw, recordOf(`attempt ${id} ${number}`, where).words?.values?.raw))
          throw new Fault(
            where,
            `the reply of attempt ${number} is not the one its record is bound to`,
          )
      const found = listIn(trace.findings, 'findingSetId', where)
      if (found.length !== (sets.get(id) ?? 0))
        throw new Fault(where, 'it does not tell of every set of findings that is proven')
      for (const { findingSetId, findings, evidence } of found) {
        const set = recordOf(`finding-set ${findingSetId}`, where)
        if (!same(findings, set.row.findings) || !same(evidence, set.words?.values?.evidence))
          throw new Fault(where, `its findings ${findingSetId} are not those of the record`)
      }
      texts++
    }
    const [, version] = /^data\/policies\/([^/]+)\/policy\.md$/.exec(where) ?? []
    if (version !== undefined) {
      const digest = digestOf(join(folder, where))
      const isOf = ({ kind, text, commit }) =>
        kind === 'policy-version' && text === digest && version.split('-')[0] === commit
      if (!all.some(isOf)) throw new Fault(where, 'no proven policy version has this text')
      texts++
    }
  }
  return texts
}

function countOf(names) {
  const counts = new Map()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** Objects, each under a name of its own. */
function listIn(value, name, where) {
  const list = Array.isArray(value) ? value : []
  if (!list.every(isObject) || new Set(list.map((each) => each[name])).size !== list.length)
    throw new Fault(where, `its parts are not told apart by ${name}`)
  return list
}
