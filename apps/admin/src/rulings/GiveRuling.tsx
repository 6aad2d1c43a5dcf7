import { useState } from 'react'
import {
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import type { Outcome } from '../api/schema-words.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { VisibleText } from '../reading/VisibleText.js'
import { outcomes, toWords } from '../words/words.js'
import { RULE, type Question } from './documents.js'

/** Says what a rule means; a later ruling stands in place of an earlier one. */
export function GiveRuling({ question, onClose }: { question: Question; onClose: () => void }) {
  const [answer, setAnswer] = useState(question.answer ?? '')
  const [outcome, setOutcome] = useState<Outcome | ''>(question.outcome ?? '')
  const client = useQueryClient()
  const rule = useAct(RULE, (result) => result.rule)
  const submit = () =>
    rule.mutate(
      { input: { rulingId: question.id, answer: answer.trim(), outcome: outcome || null } },
      {
        onSuccess: () => {
          say(`Ruled on ${question.rule}; it is shown wherever the rule is`)
          void client.invalidateQueries()
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="give-ruling">
      <DialogTitle id="give-ruling">Rule on {question.rule}</DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="asked">
            <VisibleText text={question.question ?? 'The words of the question are gone.'} />
          </p>
          <TextField
            label="What the rule means"
            multiline
            minRows={3}
            maxRows={10}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
            helperText="read by everybody who judges by the rule: say it without quoting the content"
            slotProps={{ htmlInput: { maxLength: 4000 } }}
            autoFocus
          />
          <TextField
            select
            label="The case in question"
            value={outcome}
            onChange={(event) => setOutcome(event.target.value as Outcome | '')}
          >
            <MenuItem value="">is not settled by it</MenuItem>
            {outcomes.map((each) => (
              <MenuItem key={each} value={each}>
                {toWords(each)}
              </MenuItem>
            ))}
          </TextField>
          <Refused error={rule.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" disabled={answer.trim() === '' || rule.isPending} onClick={submit}>
          Rule
        </Button>
      </DialogActions>
    </Dialog>
  )
}
