import pg from 'pg'

/**
 * Whether somebody has entered an endpoint in the admin; the simulator must never stand in for it. The
 * endpoints of ASSIZE_ENDPOINTS go with the setting.
 */
export async function isEndpointConfigured(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const found = await client.query(
      "select 1 from endpoint where origin = 'admin' and not simulated limit 1",
    )
    return found.rowCount !== 0
  } finally {
    await client.end()
  }
}
