import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { argumentsOf, usage, wrong } from './arguments.mjs'
import { isFile } from './bags.mjs'
import { Fault, WrongUse } from './faults.mjs'
import { verifyPackage } from './packages.mjs'
import { verifyProof } from './proofs.mjs'
import { inWords, plain, visible } from './words.mjs'

function verifyPath({ path, record, ...trust }) {
  const found = statSync(path, { throwIfNoEntry: false }) ?? wrong(`${path} is not there`)
  if (found.isDirectory()) return verifyPackage(path, trust)
  const recordPath = record ?? path.replace(/\.tlog-proof$/, '.record.json')
  if (recordPath === path || !isFile(recordPath))
    wrong(`the record that ${basename(path)} proves is not there: name it with --record`)
  const proven = verifyProof(
    readFileSync(path, 'utf8'),
    readFileSync(recordPath, 'utf8'),
    trust,
    path,
    recordPath,
  )
  const words = { bound: 0, erased: 0, withheld: 0, none: 0, [proven.words]: 1 }
  return {
    proofs: 1,
    words,
    checkpoints: [proven.checkpoint],
    entry: proven.entry,
    index: proven.index,
  }
}

export function main(argv, print = console.log) {
  const json = argv.includes('--json')
  try {
    if (argv.length === 0 || argv.includes('--help')) {
      print(usage)
      return argv.length === 0 ? 2 : 0
    }
    const found = verifyPath(argumentsOf(argv))
    print(json ? JSON.stringify({ holds: true, ...found }, plain) : inWords(found))
    return 0
  } catch (error) {
    const { message: why, where } = error
    const code =
      error instanceof Fault ? 1 : error instanceof WrongUse || error?.code ? 2 : undefined
    if (code === undefined) throw error
    print(
      json
        ? JSON.stringify({ holds: false, code, where, why })
        : code === 1
          ? visible(`✗ ${where}: ${why}`)
          : visible(why),
    )
    return code
  }
}
