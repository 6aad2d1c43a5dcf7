import { useState } from 'react'
import { TextField } from '@mui/material'
import { useGraph } from '../api/useGraph.js'
import { SAMPLE_SIZES } from './documents.js'

const asShare = (percent: string) => Number(percent) / 100

/** How many to draw, for what one wants to be able to say. */
export function SampleSize() {
  const [share, setShare] = useState('5')
  const [half, setHalf] = useState('2')
  const fits = asShare(share) >= 0 && asShare(share) <= 1 && asShare(half) >= 0.001
  const { data } = useGraph(
    SAMPLE_SIZES,
    { share: asShare(share), half: asShare(half) },
    { enabled: fits && asShare(half) < 0.5, keep: true },
  )
  return (
    <fieldset className="samplesize">
      <legend>How many to draw</legend>
      <div className="two">
        <TextField
          label="Errors expected, %"
          type="number"
          value={share}
          onChange={(event) => setShare(event.target.value)}
        />
        <TextField
          label="Give or take, %"
          type="number"
          value={half}
          onChange={(event) => setHalf(event.target.value)}
        />
      </div>
      {data && (
        <p className="dim">
          <b>{data.sampleSizes.within}</b> verdicts tell it with 95 % confidence (Wilson);{' '}
          <b>{data.sampleSizes.none}</b> without an error show fewer than {half} % wrong.
        </p>
      )}
    </fieldset>
  )
}
