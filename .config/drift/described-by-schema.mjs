import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bin, root } from '../bootstrap.mjs'
import { nodeOrFail } from '../steps/run.mjs'

const generator = fileURLToPath(new URL('datamodel-generator.mjs', import.meta.url))

const nativeTypes = {
  Uuid: 'uuid',
  Real: 'real',
  Timestamptz: 'timestamp({}) with time zone',
  VarChar: 'character varying({})',
  SmallInt: 'smallint',
  Date: 'date',
}
const types = {
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Json: 'jsonb',
  Bytes: 'bytea',
}

/** The lines `prisma/schema` says about the database; see `describedByMigrations`. */
export async function describedBySchema(schema = join(root, 'prisma', 'schema')) {
  const { models, indexes } = await readDatamodel(schema)
  const byName = new Map(models.map((model) => [model.name, model]))
  return [
    ...models.flatMap((model) => model.fields.flatMap((field) => columnLines(model, field))),
    ...indexes.map((index) => indexLine(byName.get(index.model), index)),
  ]
}

async function readDatamodel(schema) {
  const folder = mkdtempSync(join(tmpdir(), 'assize-datamodel-'))
  try {
    cpSync(schema, join(folder, 'schema'), { recursive: true })
    writeFileSync(
      join(folder, 'schema', 'datamodel.prisma'),
      `generator datamodel {\n  provider = ${JSON.stringify(`node ${generator}`)}\n}\n`,
    )
    const out = join(folder, 'datamodel.json')
    await nodeOrFail(
      'prisma cannot read its schema',
      [
        bin('prisma', 'prisma'),
        'generate',
        '--schema',
        join(folder, 'schema'),
        '--generator',
        'datamodel',
      ],
      { env: { ASSIZE_DATAMODEL: out } },
    )
    return JSON.parse(readFileSync(out, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const tableOf = (model) => model.dbName ?? model.name
const columnOf = (field) => field.dbName ?? field.name

function columnLines(model, field) {
  if (field.kind !== 'scalar')
    throw new Error(`${model.name}.${field.name} is a ${field.kind}: rooms link by scalar ids`)
  const place = `${tableOf(model)}.${columnOf(field)}`
  // Prisma leaves lists without NOT NULL and reads NULL as an empty one.
  const nullable = !field.isRequired || field.isList
  const type = `${typeOf(field)}${field.isList ? '[]' : ''}`
  const line = `column ${place} ${type}${nullable ? '' : ' not null'}`
  return field.default?.name === 'autoincrement' ? [line, `counter ${place}`] : [line]
}

function typeOf({ type, nativeType }) {
  const [name, args] = nativeType ?? []
  const found = name ? nativeTypes[name] : types[type]
  if (!found) throw new Error(`no PostgreSQL type known for ${type} ${name ?? ''}`)
  return found.replace('{}', args?.join(',') ?? '')
}

function indexLine(model, { type, fields, algorithm }) {
  const columns = fields.map(({ name, sortOrder }) => {
    // A field of an unsupported type is not in the datamodel, though its indexes are.
    const column = columnOf(model.fields.find((field) => field.name === name) ?? { name })
    return sortOrder === 'desc' ? `${column} desc` : column
  })
  const kind = { id: 'key', unique: 'unique', normal: 'index' }[type]
  const method = algorithm && algorithm !== 'BTree' ? ` ${algorithm.toLowerCase()}` : ''
  return `${kind} ${tableOf(model)}${method} (${columns.join(', ')})`
}
