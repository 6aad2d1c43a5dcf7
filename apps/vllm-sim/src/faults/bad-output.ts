import type { JudgementFault } from './judgement-fault.js'

/** The final text breaks the contract: JSON that does not parse, or no label where one word was asked. */
export const badOutput = {
  name: 'bad-output',
  apply: (draft, { contract }, chance) => {
    const text = draft.text ?? ''
    if (contract.form === 'json')
      return {
        ...draft,
        text: chance.pick('bad-json', [
          text.slice(0, Math.max(12, Math.floor(text.length * 0.6))),
          text.replace(/"(\w+)":/g, '$1='),
          `${text.slice(0, -1)},,`,
        ]),
      }
    return {
      ...draft,
      text: chance.pick('bad-word', [
        'It depends on how one reads the rules.',
        'I would rather not settle on one of these.',
        'Possibly, though the item leaves room for doubt.',
      ]),
    }
  },
} as const satisfies JudgementFault
