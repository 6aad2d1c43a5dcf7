import { useRef, type Dispatch, type SetStateAction } from 'react'
import type { ApiError } from '../api/api-error.js'
import type {
  ActionKind,
  ErrorClass,
  Outcome as OutcomeName,
  Severity,
} from '../api/schema-words.js'
import { ariaKeys, type KeyName } from '../keys/keymap.js'
import { Key } from '../keys/Key.js'
import { useKeys } from '../keys/useKeys.js'
import { Button } from '../parts/Button.js'
import { Outcome } from '../parts/Outcome.js'
import { Refused } from '../parts/states.js'
import { outcomes, toWords } from '../words/words.js'
import { actionOf, isCorrection, missing, withOutcome, type Draft } from './decision.js'
import type { Case } from './documents.js'
import { RulePicker } from './RulePicker.js'
import { UnclearRule, firstUnclear } from './UnclearRule.js'
import { UndoBar } from './UndoBar.js'

const severities = ['LOW', 'MEDIUM', 'HIGH'] as const satisfies Severity[]
const errorClasses = [
  'FALSE_POSITIVE',
  'FALSE_NEGATIVE',
  'WRONG_RULE',
  'REASONING_UNSOUND',
  'TECHNICAL',
] as const satisfies ErrorClass[]
const actions = ['NONE', 'WARN', 'LIMIT', 'HIDE', 'REMOVE'] as const satisfies ActionKind[]
const outcomeKeys: Record<OutcomeName, KeyName> = {
  VIOLATES: 'violates',
  ALLOWED: 'allowed',
  UNDETERMINED: 'undetermined',
}

interface Props {
  readonly subject: Case
  readonly draft: Draft
  readonly setDraft: Dispatch<SetStateAction<Draft>>
  readonly hidesVerdict: boolean
  readonly busy: boolean
  readonly error: ApiError | null
  readonly onDecide: () => void
  readonly onEscalate: () => void
  readonly onSkip: () => void
}

interface Snippet {
  readonly short: string
  readonly text: string
}

/** Sentences one click away, made of the rules picked and the findings at hand. */
function snippets({ verdict }: Case, draft: Draft, hidden: boolean): Snippet[] {
  const rules = verdict.policyVersion.rules.filter(({ code }) => draft.rules.includes(code))
  return [
    ...rules.map(({ code, title }) => ({
      short: `${code} is met`,
      text: `${code} is met: ${title.toLowerCase()}.`,
    })),
    ...(hidden ? [] : verdict.findings).map(({ type, number }) => ({
      short: `finding ${number} holds`,
      text: `Finding ${number} holds: ${toWords(type)}.`,
    })),
  ].slice(0, 4)
}

export function DecisionBar(props: Props) {
  const { subject, draft, setDraft, hidesVerdict, busy, error, onDecide, onEscalate, onSkip } =
    props
  const { verdict } = subject
  const rules = useRef<HTMLInputElement>(null)
  const rationale = useRef<HTMLTextAreaElement>(null)
  const set = (change: Partial<Draft>) => setDraft((known) => ({ ...known, ...change }))
  const choose = (outcome: OutcomeName) => () =>
    setDraft((known) => withOutcome(known, outcome, verdict))
  const toggleUnclear = () =>
    setDraft((known) => ({
      ...known,
      unclear: known.unclear ? null : firstUnclear(known.rules, verdict),
    }))
  const lacks = missing(draft, verdict)
  const corrects = isCorrection(draft, verdict)
  useKeys({
    violates: choose('VIOLATES'),
    allowed: choose('ALLOWED'),
    undetermined: choose('UNDETERMINED'),
    rules: () => rules.current?.focus(),
    rationale: () => rationale.current?.focus(),
    unclear: toggleUnclear,
    decide: () => lacks.length === 0 && !busy && onDecide(),
    escalate: onEscalate,
    skip: onSkip,
  })
  const told = (outcome: OutcomeName) =>
    hidesVerdict ? null : outcome === verdict.outcome ? 'as the model' : 'differs from the model'
  return (
    <section className="d" aria-label="Decision">
      <UndoBar />
      {error && (
        <div className="derror">
          <Refused error={error} />
        </div>
      )}
      <div className="grid">
        <div role="radiogroup" aria-label="Outcome">
          <span className="label">Outcome</span>
          <div className="outs">
            {outcomes.map((outcome) => (
              <button
                key={outcome}
                type="button"
                className="out"
                role="radio"
                aria-checked={draft.outcome === outcome}
                aria-keyshortcuts={ariaKeys(outcomeKeys[outcome])}
                onClick={choose(outcome)}
              >
                <Key name={outcomeKeys[outcome]} />
                <Outcome name={outcome} />
                <span className="spacer" />
                <span>{draft.outcome === outcome && told(outcome)}</span>
              </button>
            ))}
          </div>
        </div>
        <div>
          <RulePicker
            rules={verdict.policyVersion.rules}
            picked={draft.rules}
            onPick={(picked) => set({ rules: picked })}
            inputRef={rules}
          />
          <button
            type="button"
            className="chip"
            aria-pressed={draft.unclear !== null}
            aria-keyshortcuts={ariaKeys('unclear')}
            onClick={toggleUnclear}
          >
            Policy unclear <Key name="unclear" />
          </button>
        </div>
        <div className="pairs">
          <div>
            <span className="label" id="severity">
              Severity
            </span>
            <div className="seg" role="group" aria-labelledby="severity">
              {severities.map((severity) => (
                <button
                  key={severity}
                  type="button"
                  aria-pressed={draft.severity === severity}
                  onClick={() => set({ severity: draft.severity === severity ? null : severity })}
                >
                  {severity.toLowerCase()}
                </button>
              ))}
            </div>
          </div>
          <div className="two">
            <label>
              <span className="label">Error class</span>
              <select
                className="field"
                value={draft.errorClass ?? ''}
                onChange={(event) =>
                  set({ errorClass: (event.target.value || null) as ErrorClass | null })
                }
              >
                <option value="">none</option>
                {errorClasses.map((name) => (
                  <option key={name} value={name}>
                    {toWords(name)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span className="label">Action</span>
              <select
                className="field"
                value={actionOf(draft, subject.policyVersion.manifest)}
                onChange={(event) => set({ action: event.target.value as ActionKind })}
              >
                {actions.map((name) => (
                  <option key={name} value={name}>
                    {toWords(name)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </div>
        <div>
          <label className="label" htmlFor="rationale">
            Rationale <Key name="rationale" />
            <span className="spacer" />
            <span>{corrects && !hidesVerdict ? 'needed for a correction' : ''}</span>
          </label>
          <textarea
            id="rationale"
            ref={rationale}
            value={draft.rationale}
            onChange={(event) => set({ rationale: event.target.value })}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          />
          <div className="row snippets">
            <span className="label">snippets</span>
            {snippets(subject, draft, hidesVerdict).map(({ short, text }) => (
              <button
                key={text}
                type="button"
                className="chip cut"
                title={text}
                onClick={() =>
                  set({ rationale: [draft.rationale.trim(), text].filter(Boolean).join(' ') })
                }
              >
                {short}
              </button>
            ))}
          </div>
        </div>
        <div className="stack">
          <Button
            kind="primary"
            keyName="decide"
            onClick={onDecide}
            disabled={busy || lacks.length > 0}
            title={lacks.length ? `to decide: ${lacks.join(', ')}` : 'decide and next'}
          >
            {busy ? 'Sending' : 'Decide and next'}
          </Button>
          <Button keyName="escalate" onClick={onEscalate} disabled={busy}>
            Escalate
          </Button>
          <Button keyName="skip" onClick={onSkip} disabled={busy}>
            Skip
          </Button>
          {draft.outcome && lacks.length > 0 && (
            <p className="lacks">To decide, {lacks.join(' and ')}.</p>
          )}
        </div>
      </div>
      {draft.unclear && (
        <UnclearRule
          rules={verdict.policyVersion.rules}
          unclear={draft.unclear}
          onChange={(unclear) => set({ unclear })}
        />
      )}
    </section>
  )
}
