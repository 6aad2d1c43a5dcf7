/**
 * Small enough for a laptop: API, worker, simulator and database together stay below 700 MB.
 * `durable: false` gives up safety against a crash of the machine for speed; for tests only.
 */
export function serverSettings(durable: boolean): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '64MB',
    huge_pages: 'off',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    max_wal_size: '512MB',
    random_page_cost: 1.1,
    // Workers for reading ahead and for parallel plans cost memory that one small machine lacks.
    io_method: 'sync',
    max_parallel_workers_per_gather: 1,
    autovacuum_max_workers: 2,
    jit: 'off',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
