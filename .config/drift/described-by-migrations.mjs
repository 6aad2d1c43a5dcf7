import pg from 'pg'
import { freshDatabase } from '@assize/testing'
import { beginTestRun, endTestRun } from '../../libs/testing/dist/database/test-run.js'

const columns = `
  select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || case when a.attnotnull then ' not null' else '' end as line,
         case when pg_get_expr(d.adbin, d.adrelid) like 'nextval(%' or a.attidentity <> ''
              then 'counter ' || c.relname || '.' || a.attname end as counter
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname <> '_prisma_migrations'`

const indexes = `
  select case when i.indisprimary then 'key ' when i.indisunique then 'unique ' else 'index ' end
         || c.relname
         || case when m.amname = 'btree' then '' else ' ' || m.amname end
         || ' (' || (
              select string_agg(
                replace(pg_get_indexdef(i.indexrelid, n, true), '"', '')
                || case when i.indoption[n - 1] & 1 = 1 then ' desc' else '' end, ', ' order by n)
              from generate_series(1, i.indnkeyatts) n) || ')'
         || case when i.indpred is null then '' else ' where ' || pg_get_expr(i.indpred, i.indrelid) end
         as line
  from pg_index i
  join pg_class c on c.oid = i.indrelid
  join pg_class x on x.oid = i.indexrelid
  join pg_am m on m.oid = x.relam
  where c.relnamespace = 'public'::regnamespace and not c.relispartition
    and c.relname <> '_prisma_migrations'`

/**
 * The lines an empty database says about itself once every migration has run: columns with type and
 * nullability, counters, keys and indexes. Partitions count as their parent. Foreign keys, checks,
 * triggers, functions and grants are SQL's alone and not described.
 */
export async function describedByMigrations() {
  await beginTestRun()
  try {
    const { url } = await freshDatabase()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      const described = (await client.query(columns)).rows
      return [
        ...described.flatMap(({ line, counter }) => (counter ? [line, counter] : [line])),
        ...(await client.query(indexes)).rows.map(({ line }) => line),
      ]
    } finally {
      await client.end()
    }
  } finally {
    await endTestRun()
  }
}
