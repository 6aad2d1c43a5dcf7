import { from } from 'pg-copy-streams'

/** Made rows hold nothing that COPY would take for its own. */
export const line = (cells) => {
  let text = ''
  for (const cell of cells) text += (text && '\t') + (cell ?? '\\N')
  return `${text}\n`
}

export const list = (values) => `{${values.join(',')}}`

export const instant = (ms) => new Date(ms).toISOString()

/** Text already in the form of COPY. */
export function copyText(client, table, columns, text) {
  if (text === '') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const stream = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
    stream.on('error', reject)
    stream.on('finish', resolve)
    stream.end(text)
  })
}
