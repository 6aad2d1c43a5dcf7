import { LineChart } from '@mui/x-charts/LineChart'
import type { Figures } from './documents.js'

const percent = (share: number | null) => (share === null ? '' : `${Math.round(share * 100)} %`)
const tick = { fontSize: 11, fill: 'var(--text-3)' }

/** Risk told against the share that was wrong; on the straight line they are the same. */
export default function ReliabilityDiagram({ bins }: { bins: Figures['bins'] }) {
  const held = bins.filter((bin) => bin.verdicts > 0)
  const axis = { min: 0, max: 1, tickLabelStyle: tick, valueFormatter: percent }
  return (
    <LineChart
      skipAnimation
      hideLegend
      height={300}
      margin={{ left: 0, right: 16, top: 8, bottom: 0 }}
      grid={{ horizontal: true, vertical: true }}
      xAxis={[{ ...axis, scaleType: 'linear', data: [0, ...held.map((bin) => bin.expected), 1] }]}
      yAxis={[{ ...axis, width: 44 }]}
      series={[
        {
          id: 'even',
          label: 'As told',
          color: 'var(--text-3)',
          showMark: false,
          curve: 'linear',
          data: [0, ...held.map((bin) => bin.expected), 1],
          valueFormatter: percent,
        },
        {
          id: 'wrong',
          label: 'Was wrong',
          color: 'var(--fill-violates)',
          curve: 'linear',
          showMark: true,
          data: [null, ...held.map((bin) => bin.observed), null],
          valueFormatter: percent,
        },
      ]}
    />
  )
}
