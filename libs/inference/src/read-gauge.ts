/**
 * The sum of one gauge over its label values, from Prometheus text; null where it is absent.
 * Engines of one server report side by side, so their gauges add up.
 */
export function readGauge(text: string, name: string): number | null {
  const values = text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)))
    .filter(Number.isFinite)
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0)
}
