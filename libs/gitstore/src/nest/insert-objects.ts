import type { Sql } from '@assize/platform'
import { isObjectType, objectSha256 } from '../index.js'

interface NewObject {
  readonly hash: string
  readonly type: string
  readonly content: Uint8Array
}

/** Writes objects that are not there yet, with who brought them, and answers which those were. */
export async function insertObjects(
  sql: Sql,
  repo: string,
  objects: readonly NewObject[],
  broughtBy: string | null,
): Promise<string[]> {
  const added: string[] = []
  for (const portion of portionsOf(objects)) {
    const rows = await sql.query<{ oid: Buffer }>(
      `INSERT INTO git_object (repo, brought_by, oid, type, sha256, content)
       SELECT $1, $6::text, * FROM unnest($2::bytea[], $3::text[], $4::bytea[], $5::bytea[])
       ON CONFLICT DO NOTHING RETURNING oid`,
      [
        repo,
        portion.map(({ hash }) => Buffer.from(hash, 'hex')),
        portion.map(({ type }) => type),
        portion.map(({ type, content }) => Buffer.from(sha256Of(type, content), 'hex')),
        portion.map(({ content }) => Buffer.from(content)),
        broughtBy,
      ],
    )
    added.push(...rows.map(({ oid }) => oid.toString('hex')))
  }
  return added
}

const portionBytes = 4 * 1024 * 1024

/** So many objects at a time as one statement takes well. */
function* portionsOf<Item extends { readonly content: Uint8Array }>(
  objects: readonly Item[],
): Generator<Item[]> {
  let portion: Item[] = []
  let bytes = 0
  for (const object of objects) {
    portion.push(object)
    bytes += object.content.length + 256
    if (bytes < portionBytes) continue
    yield portion
    portion = []
    bytes = 0
  }
  if (portion.length > 0) yield portion
}

function sha256Of(type: string, content: Uint8Array): string {
  if (!isObjectType(type)) throw new TypeError(`expected a kind of object, saw ${type}`)
  return objectSha256(type, content)
}
