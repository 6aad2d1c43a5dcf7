import { useState } from 'react'
import { useKeys } from '../keys/useKeys.js'
import { Button } from '../parts/Button.js'
import { Time } from '../parts/Time.js'
import { counted, languageName } from '../words/words.js'
import { erasureWords } from './erasure-words.js'
import type { ReadContent } from './fragment.js'
import { MarkedText } from './MarkedText.js'
import { useReading } from './reading-context.js'
import { usePartnerScroll } from './usePartnerScroll.js'

type Message = NonNullable<ReadContent['messages']>[number]

function Turn({
  message,
  singledOut,
  blurred,
  category,
  show,
}: {
  message: Message
  singledOut: boolean
  blurred: boolean
  category: string | null
  show: () => void
}) {
  const { marks } = useReading()
  const own = marks.filter((mark) => mark.in === 'content' && mark.message === message.index)
  return (
    <div className={singledOut ? 'turn judged' : 'turn'}>
      <div className="by">
        <b>{message.index + 1}</b> {message.role}
        {singledOut && ' · judged turn'}
      </div>
      {blurred ? (
        <div className="blur">
          {category ?? 'blurred'}
          <s aria-hidden="true">words that are not shown until asked for</s>
          <Button kind="quiet" icon="eye" onClick={show}>
            show
          </Button>
        </div>
      ) : (
        <div className="said-words">
          <MarkedText text={message.text} marks={own} />
        </div>
      )}
    </div>
  )
}

function facts({ messages, language, characters, turns }: ReadContent): string {
  return [
    (messages?.length ?? turns) > 1 ? counted(turns, 'turn') : null,
    languageName(language),
    counted(characters, 'character'),
  ]
    .filter(Boolean)
    .join(', ')
}

/** What was judged, turn by turn. Text that hurts is blurred until asked for. */
export function ContentPane({ content }: { content: ReadContent }) {
  const [shown, setShown] = useState<ReadonlySet<number>>(new Set())
  const [blurred, setBlurred] = useState(content.category !== null)
  const pane = usePartnerScroll<HTMLDivElement>()
  const messages = content.messages ?? []
  const toggle = () => {
    setBlurred(!blurred)
    setShown(new Set())
  }
  useKeys({ blur: toggle })
  return (
    <>
      <div className="head">
        <h2>Content</h2>
        <span className="cut" title={facts(content)}>
          {facts(content)}
        </span>
        <span className="spacer" />
        <Button kind="quiet" keyName="blur" onClick={toggle} aria-pressed={blurred}>
          {blurred ? 'show' : 'blur'}
        </Button>
      </div>
      <div className="body" tabIndex={0} ref={pane} role="group" aria-label="Turns">
        {content.erased && (
          <p className="gone">
            {content.erasure ? (
              <>
                The content was erased <Time at={content.erasure.erasedAt} />:{' '}
                {erasureWords[content.erasure.reason]}.
              </>
            ) : (
              'The content was erased.'
            )}{' '}
            What was decided about it stays on the record, and its proof still verifies.
          </p>
        )}
        {!content.erased && !content.messages && (
          <p className="gone">Your roles do not include seeing this content.</p>
        )}
        {messages.map((message) => (
          <Turn
            key={message.index}
            message={message}
            singledOut={message.judged && messages.some((other) => !other.judged)}
            category={content.category}
            blurred={blurred && !shown.has(message.index)}
            show={() => setShown(new Set(shown).add(message.index))}
          />
        ))}
      </div>
    </>
  )
}
