const time = (seconds) => new Date(seconds * 1000).toISOString()

export function inWords({
  files,
  proofs,
  verdicts,
  listed,
  texts,
  words,
  checkpoints,
  entry,
  index,
}) {
  const lines = []
  if (files !== undefined)
    lines.push(
      `✓ package: ${files} files, each the one its manifest was made over, and none besides`,
    )
  if (proofs === 0) lines.push('– the package holds no proofs: nothing in it is bound to a log')
  for (const { origin, size, witnesses } of checkpoints) {
    const seen = witnesses
      .map(({ name, seconds }) => `, seen by ${name} at ${time(seconds)}`)
      .join('')
    lines.push(`✓ checkpoint: ${origin} signed a tree of ${size} entries${seen}`)
  }
  if (entry)
    lines.push(`✓ record: ${entry.kind} ${entry.id} is entry ${index}, entered as it stands here`)
  else if (proofs > 0)
    lines.push(
      `✓ records: ${proofs} stand in the log as they stand here, ${verdicts} of them verdicts`,
    )
  if (listed > 0) lines.push(`✓ listings: each of ${listed} lines is a proven record`)
  if (texts > 0) lines.push(`✓ texts: ${texts} traces and policies are those the records name`)
  if (words.bound > 0)
    lines.push(`✓ words: those of ${words.bound} records are the ones the records were bound to`)
  if (words.erased > 0)
    lines.push(
      files === undefined
        ? '– words: said to be erased, which one proof cannot show; the record still holds'
        : `– words: those of ${words.erased} records were erased, as the log says; the records still hold`,
    )
  if (words.withheld > 0)
    lines.push(`– words: those of ${words.withheld} records are not shown here`)
  if (files !== undefined)
    lines.push(
      '– dossiers, names of people and data/package.json retell the records: no proof binds them',
    )
  if (proofs === 0) return lines.join('\n')
  lines.push(
    '',
    'This proves that these records were in the log when it signed the checkpoint, and have not been changed since.',
    'It does not prove that a judgement was right, nor that the log shows everyone the same tree: for that compare',
    'the checkpoint with one from somewhere else, or ask for witnesses (--witness).',
  )
  return lines.join('\n')
}

export const plain = (_, value) =>
  typeof value === 'bigint'
    ? String(value)
    : value?.type === 'Buffer'
      ? Buffer.from(value.data).toString('base64')
      : value

/** Names come out of the package: what would steer a terminal is shown by its code. */
export const visible = (text) =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (hidden) => `\\u{${hidden.codePointAt(0).toString(16)}}`,
  )
